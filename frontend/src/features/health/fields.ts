import type { ListQuery } from '@/api/types';
import { defineFields, type Field } from '@/lib/fields';
import { listQuery, type TableSearch } from '@/ui/table/search';

const colours = ['red', 'amber', 'grey', 'green'] as const;
const gates = ['G0', 'G1', 'G2', 'G3', 'G4', 'G5', 'G6', 'GX'] as const;
const yes = ['true'] as const;

const narrow = (key: string, options: readonly string[], more: { words?: string } = {}) =>
  ({ key, kind: 'choice', options, derived: true, filter: true, ...more }) as const;

/** Filters of the portfolio. */
export const projectFacets: Field[] = defineFields('health', [
  narrow('overall', colours, { words: 'health:colour' }),
  narrow('declared', ['red', 'amber', 'green', 'grey', 'none'], { words: 'health:colour' }),
  narrow('worsened', yes, { words: 'health:flag.worsened' }),
  narrow('disagreement', yes, { words: 'health:flag.disagreement' }),
  narrow('gateWaiting', yes, { words: 'health:flag.gateWaiting' }),
  narrow('reportStale', yes, { words: 'health:flag.reportStale' }),
  narrow('dimension', ['schedule', 'cost', 'quality', 'risk', 'governance'], { words: 'health:side' }),
  narrow('tier', ['A', 'B', 'C'], { words: 'projects:tier' }),
  narrow('state', ['active', 'execution'], { words: 'projects:state' }),
  narrow('nextGate', gates, { words: 'projects:gate' }),
  { key: 'section', kind: 'ref', noun: 'organisations', derived: true, filter: true },
]);

/** Filters of the systems. */
export const systemFacets: Field[] = defineFields('health', [
  narrow('overall', colours, { words: 'health:colour' }),
  narrow('worsened', yes, { words: 'health:flag.worsened' }),
  narrow('dimension', ['operation', 'technology', 'cost', 'risk', 'governance'], { words: 'health:side' }),
  narrow('criticality', ['critical', 'high', 'medium', 'low'], { words: 'systems:criticality' }),
  narrow('phase', ['planning', 'build', 'operation', 'renewal_review', 'wind_down'], { words: 'systems:phase' }),
  { key: 'core', kind: 'flag', derived: true, filter: true },
  { key: 'section', kind: 'ref', noun: 'organisations', derived: true, filter: true },
]);

export const valueFacets: Field[] = defineFields('health', [
  narrow('known', ['true', 'false']),
  { key: 'section', kind: 'ref', noun: 'organisations', derived: true, filter: true },
]);

/** What stands in the address beside the filters shown: the day compared with, a rule, and what figures of findings count. */
const beside = ['since', 'rule', 'highOpen', 'overdue'];
const keys = (facets: Field[]) => [...facets.map((f) => f.key), ...beside];

export const projectFilters = keys(projectFacets);
export const systemFilters = keys(systemFacets);
export const valueFilters = [...valueFacets.map((f) => f.key), 'subject'];

export const healthSort = '-attention';
export const valueSort = '-userCost';

export const projectsQuery = (search: TableSearch): ListQuery => listQuery(search, projectFilters, healthSort);
export const systemsQuery = (search: TableSearch): ListQuery => listQuery(search, systemFilters, healthSort);
export const valueQuery = (search: TableSearch): ListQuery => listQuery(search, valueFilters, valueSort);

/** Earned value of a project until a day. */
export const earnedFields: Field[] = defineFields('earned', [
  { section: 'main', key: 'asOf', kind: 'date', required: true, help: true },
  { key: 'bac', kind: 'yen', required: true, min: 1, help: true },
  { key: 'pv', kind: 'yen', required: true, min: 0, help: true },
  { key: 'ev', kind: 'yen', required: true, min: 0, help: true },
  { key: 'ac', kind: 'yen', required: true, min: 0, help: true },
  { key: 'note', kind: 'longtext', maxLength: 2000 },
]);
