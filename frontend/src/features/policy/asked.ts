/** What a question about an object may name: the noun that the policy knows, and the list that finds its records. */
interface Asked {
  noun: string;
  list: string;
  /** The object whose word names such a record; the one asked about unless given. */
  word?: string;
}

const project: Asked = { noun: 'projects', list: 'projects', word: 'projects' };

/** By object of the permission. Review gates, conditions, health and earned value are asked of the project, availability and
 *  skills of the system; what stands for itself alone has no record. */
export const askedOf: Record<string, Asked> = {
  systems: { noun: 'systems', list: 'systems' },
  projects: project,
  gates: project,
  conditions: project,
  health: project,
  evm: project,
  organisations: { noun: 'organisations', list: 'organisations' },
  people: { noun: 'people', list: 'people' },
  posts: { noun: 'posts', list: 'posts' },
  findings: { noun: 'findings', list: 'findings' },
  disasters: { noun: 'disasters', list: 'disasters' },
  procedures: { noun: 'procedures', list: 'procedures' },
  datasets: { noun: 'datasets', list: 'datasets' },
  logic_models: { noun: 'logic_models', list: 'logic-models' },
  pilots: { noun: 'pilots', list: 'pilots' },
  skills: { noun: 'systems', list: 'systems', word: 'systems' },
  rationalisation: { noun: 'systems', list: 'systems', word: 'systems' },
  capabilities: { noun: 'capabilities', list: 'rationalisation/functions' },
  consolidations: { noun: 'consolidation_cases', list: 'rationalisation/cases' },
  meetings: { noun: 'meetings', list: 'meetings' },
  packs: { noun: 'meetings', list: 'meetings', word: 'meetings' },
  directives: { noun: 'directives', list: 'directives' },
  budgets: { noun: 'budget_lines', list: 'budgets/lines' },
  maturity: { noun: 'maturity_appraisals', list: 'maturity/appraisals' },
  plans: { noun: 'plans', list: 'plans' },
  plan_actions: { noun: 'plan_actions', list: 'actions' },
  availability: { noun: 'systems', list: 'systems', word: 'systems' },
  outages: { noun: 'availability_outages', list: 'availability/outages' },
  maintenance: { noun: 'availability_maintenance', list: 'availability/maintenance' },
  calendars: { noun: 'availability_calendars', list: 'availability/calendars' },
  targets: { noun: 'availability_targets', list: 'availability/targets' },
};
