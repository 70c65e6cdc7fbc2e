import type { ListQuery } from '@/api/types';
import { defineFields, fieldOf } from '@/lib/fields';
import { listQuery, type TableSearch } from '@/ui/table/search';

export const phases = ['planning', 'build', 'operation', 'renewal_review', 'wind_down', 'retired'] as const;

const levels: Record<string, string[]> = { R4: ['1', '2', '3'], R6: ['1', '2', '3A', '3B', '3C'] };

/** What a system is described by, in the order in which the form asks it. */
export const systemFields = defineFields('systems', [
  { key: 'name', kind: 'text', section: 'identity', required: true, maxLength: 200, column: 'shown', width: 15 },
  { key: 'code', kind: 'code', required: true, maxLength: 40, help: true, column: 'shown', sortable: true },
  { key: 'kana', kind: 'text', maxLength: 200, help: true, column: 'offered', sortable: true },
  { key: 'nameEn', kind: 'text', maxLength: 200, column: 'offered' },
  { key: 'summary', kind: 'longtext', maxLength: 4000, help: true },
  {
    key: 'ownerId',
    kind: 'ref',
    noun: 'organisations',
    nameKey: 'ownerName',
    nameEnKey: 'ownerNameEn',
    required: true,
    help: true,
    column: 'shown',
    filter: true,
  },
  { key: 'functions', kind: 'tags', help: true },

  {
    key: 'criticality',
    kind: 'choice',
    section: 'nature',
    options: ['critical', 'high', 'medium', 'low'],
    required: true,
    help: true,
    column: 'shown',
    sortable: true,
    filter: true,
  },
  { key: 'citizenFacing', kind: 'flag', help: true, column: 'offered', filter: true },
  { key: 'core', kind: 'flag', help: true, column: 'offered', filter: true },
  {
    key: 'kind',
    kind: 'choice',
    options: ['scratch', 'package', 'saas', 'native_app', 'common_platform', 'other'],
    required: true,
    column: 'offered',
    filter: true,
  },
  {
    key: 'networkZone',
    kind: 'choice',
    options: ['my_number', 'lgwan', 'internet'],
    required: true,
    help: true,
    column: 'offered',
    filter: true,
  },

  { key: 'phase', kind: 'choice', section: 'life', options: phases, required: true, column: 'shown', filter: true },
  {
    key: 'phases',
    kind: 'rows',
    help: true,
    fields: [
      { key: 'phase', kind: 'choice', options: phases, required: true, words: 'systems:phase' },
      { key: 'from', kind: 'date', required: true },
      { key: 'to', kind: 'date' },
    ],
  },
  { key: 'lastRenewalOn', kind: 'date', column: 'none' },
  { key: 'nextRenewalOn', kind: 'date', help: true, column: 'offered', sortable: true },

  { key: 'serviceDays', kind: 'choice', section: 'service', options: ['every_day', 'weekdays', 'other'] },
  { key: 'serviceFrom', kind: 'time' },
  { key: 'serviceTo', kind: 'time', help: true },
  { key: 'serviceNote', kind: 'longtext', maxLength: 1000 },
  { key: 'userCount', kind: 'number', min: 0, max: 100_000_000, unit: 'systems:unit.people' },
  { key: 'userNote', kind: 'text', maxLength: 1000 },

  { key: 'vendor', kind: 'text', section: 'contract', maxLength: 200, column: 'offered' },
  { key: 'contractNo', kind: 'code', maxLength: 100 },
  { key: 'contractEndsOn', kind: 'date', column: 'offered', sortable: true },

  { key: 'classificationScheme', kind: 'choice', section: 'security', options: ['R6', 'R4'], help: true },
  {
    key: 'confidentiality',
    kind: 'choice',
    options: ['1', '2', '3', '3A', '3B', '3C'],
    help: true,
    when: (d) => Boolean(d.classificationScheme),
  },
  { key: 'integrity', kind: 'choice', options: ['1', '2'] },
  { key: 'availability', kind: 'choice', options: ['1', '2'] },

  {
    key: 'components',
    kind: 'rows',
    section: 'parts',
    help: true,
    fields: [
      { key: 'name', kind: 'text', required: true, maxLength: 200 },
      { key: 'version', kind: 'text', maxLength: 100 },
      { key: 'kind', kind: 'choice', options: ['os', 'database', 'middleware', 'package', 'hardware', 'other'] },
      { key: 'eolMainstream', kind: 'date' },
      { key: 'eolExtended', kind: 'date' },
      { key: 'checkedOn', kind: 'date' },
      { key: 'source', kind: 'text', maxLength: 500 },
    ],
  },
  {
    key: 'interfaces',
    kind: 'rows',
    section: 'links',
    help: true,
    fields: [
      { key: 'targetId', kind: 'ref', noun: 'systems', nameKey: 'targetName', required: true },
      { key: 'direction', kind: 'choice', options: ['out', 'in', 'both'], required: true },
      { key: 'method', kind: 'choice', options: ['file', 'api', 'database', 'manual'], required: true },
      { key: 'data', kind: 'text', maxLength: 500 },
      { key: 'note', kind: 'text', maxLength: 1000 },
    ],
  },

  { key: 'nextEolOn', kind: 'date', section: 'care', derived: true, column: 'shown', sortable: true },
  {
    key: 'freshness',
    kind: 'choice',
    options: ['fresh', 'due', 'overdue'],
    derived: true,
    column: 'shown',
    filter: true,
  },
  { key: 'confirmBy', kind: 'date', derived: true, column: 'offered', sortable: true },
  { key: 'confirmedOn', kind: 'date', derived: true },
  {
    key: 'completeness',
    kind: 'percent',
    derived: true,
    column: 'offered',
    sortable: true,
    unit: 'systems:unit.percent',
  },
  { key: 'updatedAt', kind: 'instant', derived: true, column: 'offered', sortable: true },
]);

/** A change may say why; a new entry needs no reason. */
export const systemEdit = [
  ...systemFields,
  ...defineFields('systems', [{ key: 'reason', kind: 'longtext', section: 'why', maxLength: 500, help: true }]),
];

/** The filters beside the list, in the order in which people narrow. */
export const systemFacets = [
  'criticality',
  'phase',
  'freshness',
  'ownerId',
  'networkZone',
  'kind',
  'citizenFacing',
  'core',
].flatMap((key) => fieldOf(systemFields, key) ?? []);

export const systemFilters = systemFacets.map((f) => f.key);
export const systemSort = 'code';
export const systemsQuery = (search: TableSearch): ListQuery => listQuery(search, systemFilters, systemSort);

/** The levels of confidentiality depend on the edition of the guideline. */
export const levelFits = (scheme: unknown, level: unknown): boolean =>
  !level || (levels[String(scheme)] ?? []).includes(String(level));
