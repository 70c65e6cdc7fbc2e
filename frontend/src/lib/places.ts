/** Nouns that have a page, with the address it stands under. */
const places: Record<string, string> = {
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

/** The kind and id of the record whose page stands at an address. */
export function recordAt(path: string): { noun: string; id: string } | undefined {
  const cut = path.lastIndexOf('/');
  const noun = Object.keys(places).find((n) => places[n] === path.slice(0, cut));
  return noun && path.length > cut + 1 ? { noun, id: path.slice(cut + 1) } : undefined;
}

/** The page of a record; none for kinds without one. Business functions stand on one page together. */
export function pageOf(noun: string, id: string): string | undefined {
  if (noun === 'capabilities') return '/rationalisation/capabilities';
  return places[noun] && `${places[noun]}/${id}`;
}
