import type { LedgerQuery } from '@/api/audit';
import type { Field } from '@/lib/fields';

/** The ledger's names of records. Parts are kept under the record they belong to. */
export const ledgerNouns = [
  'systems',
  'projects',
  'project_milestones',
  'project_reports',
  'project_risks',
  'gate_applications',
  'gate_opinions',
  'gate_decisions',
  'gate_conditions',
  'gate_skips',
  'organisations',
  'people',
  'posts',
  'accounts',
  'imports',
] as const;

export const ledgerActions = [
  'create',
  'update',
  'delete',
  'confirm',
  'publish',
  'submit',
  'decide',
  'verify',
  'waive',
  'appoint',
  'change_roles',
  'deactivate',
  'reset_password',
  'change_password',
  'committed',
] as const;

/** Where a noun of the ledger has its words, when not under its own name. */
const namespaces: Record<string, string> = {
  project_milestones: 'milestones',
  project_reports: 'reports',
  project_risks: 'risks',
  gate_applications: 'gates',
  gate_opinions: 'gates',
  gate_decisions: 'gates',
  gate_conditions: 'conditions',
  accounts: 'people',
};

const namespaceOf = (noun: string): string => namespaces[noun] ?? noun;

/** All descriptions of fields, by the noun whose words they use. */
export type Descriptions = Record<string, readonly Field[]>;

/** Gathers the descriptions of all features' modules, so that a new noun is worded here without a further line. */
export function gather(modules: Record<string, Record<string, unknown>>): Descriptions {
  const out: Record<string, Map<string, Field>> = {};
  for (const module of Object.values(modules)) {
    for (const value of Object.values(module)) {
      if (!Array.isArray(value) || typeof value[0]?.label !== 'string') continue;
      for (const field of value as Field[]) {
        const [noun = ''] = field.label.split(':');
        out[noun] ??= new Map();
        // A description proper beats one made for a column or a filter.
        if (!out[noun].has(field.key) || (!field.derived && out[noun].get(field.key)?.derived)) {
          out[noun].set(field.key, field);
        }
      }
    }
  }
  return Object.fromEntries(Object.entries(out).map(([noun, fields]) => [noun, [...fields.values()]]));
}

export const fieldsFor = (all: Descriptions, noun: string): readonly Field[] => all[namespaceOf(noun)] ?? [];

/** Nouns that have a page, with its address. */
const pages = ['systems', 'projects', 'organisations', 'people', 'posts', 'imports'];
export const pageOf = (noun: string, id: string): string | undefined =>
  pages.includes(noun) ? `/${noun}/${id}` : noun === 'gate_applications' ? `/gates/applications/${id}` : undefined;

/** The filters as they stand in the address; what is no day is dropped. */
export function ledgerQuery(raw: Record<string, unknown>): LedgerQuery {
  const query: LedgerQuery = {};
  for (const k of ['noun', 'action', 'personId', 'recordId'] as const) if (raw[k]) query[k] = String(raw[k]);
  for (const k of ['from', 'to'] as const)
    if (typeof raw[k] === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(raw[k])) query[k] = raw[k];
  return query;
}
