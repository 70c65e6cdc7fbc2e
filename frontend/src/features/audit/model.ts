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
  'findings',
  'maturity_appraisals',
  'maturity_areas',
  'maturity_targets',
  'maturity_actions',
  'availability_outages',
  'availability_maintenance',
  'availability_calendars',
  'availability_targets',
  'organisations',
  'people',
  'posts',
  'accounts',
  'tokens',
  'budget_lines',
  'budget_entries',
  'budget_requests',
  'budget_years',
  'imports',
  'strategies',
  'plans',
  'plan_themes',
  'plan_actions',
  'plan_kpis',
  'plan_updates',
  'plan_versions',
  'health_evm',
  'procedures',
  'procedure_snapshots',
  'datasets',
  'dataset_measurements',
  'dataset_proposals',
  'logic_models',
  'logic_model_reviews',
  'pilots',
  'pilot_criteria',
  'pilot_sets',
  'pilot_cases',
  'pilot_decisions',
  'skill_holdings',
  'skill_needs',
  'skill_answers',
  'time_assessments',
  'rationalisation_profiles',
  'capabilities',
  'consolidation_cases',
  'meetings',
  'meeting_items',
  'meeting_referrals',
  'directives',
  'packs',
  'disasters',
  'disaster_reports',
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
  'revoke',
  'change_password',
  'committed',
  'post',
  'assess',
  'adopt',
  'settle_year',
  'certify',
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
  availability_outages: 'outages',
  availability_maintenance: 'maintenance',
  availability_calendars: 'calendars',
  availability_targets: 'targets',
  plan_themes: 'plans',
  plan_versions: 'plans',
  plan_actions: 'actions',
  plan_kpis: 'actions',
  plan_updates: 'actions',
  health_evm: 'earned',
  maturity_appraisals: 'maturity',
  maturity_areas: 'maturity',
  maturity_actions: 'maturity',
  budget_lines: 'budgets',
  budget_entries: 'entries',
  budget_requests: 'entries',
  budget_years: 'entries',
  procedure_snapshots: 'procedures',
  dataset_measurements: 'datasets',
  dataset_proposals: 'datasets',
  logic_model_reviews: 'logic_models',
  pilot_criteria: 'pilots',
  pilot_sets: 'pilots',
  pilot_decisions: 'pilots',
  skill_needs: 'skills',
  skill_answers: 'skills',
  time_assessments: 'assessments',
  rationalisation_profiles: 'profiles',
  consolidation_cases: 'cases',
  meeting_items: 'meetings',
  meeting_opinions: 'meetings',
  meeting_referrals: 'meetings',
  packs: 'meetings',
  directive_reports: 'directives',
  disaster_reports: 'disasters',
};

const namespaceOf = (noun: string): string => namespaces[noun] ?? noun;

/** All descriptions of fields, by the noun whose words they use. */
export type Descriptions = Record<string, readonly Field[]>;

/** Gathers the descriptions of all features' modules, so that a new noun is worded here without a further line. What a module exports as
 *  historyFields is already sorted by the ledger's names and goes before. */
export function gather(modules: Record<string, Record<string, unknown>>): Descriptions {
  const out: Record<string, Map<string, Field>> = {};
  let told: Descriptions = {};
  for (const module of Object.values(modules)) {
    for (const [name, value] of Object.entries(module)) {
      if (name === 'historyFields') told = { ...told, ...(value as Descriptions) };
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
  return { ...Object.fromEntries(Object.entries(out).map(([noun, fields]) => [noun, [...fields.values()]])), ...told };
}

export const fieldsFor = (all: Descriptions, noun: string): readonly Field[] =>
  all[noun] ?? all[namespaceOf(noun)] ?? [];

/** The filters as they stand in the address; what is no day is dropped. */
export function ledgerQuery(raw: Record<string, unknown>): LedgerQuery {
  const query: LedgerQuery = {};
  for (const k of ['noun', 'action', 'personId', 'recordId'] as const) if (raw[k]) query[k] = String(raw[k]);
  for (const k of ['from', 'to'] as const)
    if (typeof raw[k] === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(raw[k])) query[k] = raw[k];
  return query;
}
