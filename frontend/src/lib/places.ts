/** Nouns that have a page, with the address it stands under. */
export const places: Record<string, string> = {
  ...Object.fromEntries(
    [
      'systems',
      'projects',
      'findings',
      'plans',
      'procedures',
      'datasets',
      'pilots',
      'disasters',
      'meetings',
      'directives',
      'organisations',
      'people',
      'posts',
      'imports',
    ].map((n) => [n, `/${n}`]),
  ),
  gate_applications: '/gates/applications',
  strategies: '/plans/strategies',
  plan_actions: '/actions',
  budget_lines: '/budgets/lines',
  maturity_appraisals: '/maturity/appraisals',
  maturity_targets: '/maturity/targets',
  availability_outages: '/availability/outages',
  availability_maintenance: '/availability/maintenance',
  availability_calendars: '/availability/calendars',
  availability_targets: '/availability/targets',
  procedure_snapshots: '/procedures/snapshots',
  logic_models: '/logic-models',
  pilot_cases: '/pilots/cases',
  consolidation_cases: '/rationalisation/cases',
};

/** The page of a record; none for kinds without one. */
export const pageOf = (noun: string, id: string): string | undefined => places[noun] && `${places[noun]}/${id}`;
