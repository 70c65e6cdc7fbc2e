/** Where the states of a kind have their words: what stands before the dot of the key. */
export const statesOf: Record<string, string> = {
  systems: 'systems:phase',
  projects: 'projects:state',
  findings: 'findings:state',
  plans: 'plans:state',
  plan_actions: 'actions:outcome',
  maturity_appraisals: 'maturity:state',
  budget_lines: 'budgets:state',
  datasets: 'datasets:publication',
  consolidation_cases: 'cases:state',
  meetings: 'meetings:state',
  directives: 'directives:state',
  pilots: 'pilots:stage',
};

/** The files of words that hits need for their states. */
export const wordsOf = (nouns: string[]): string[] => [
  ...new Set(nouns.flatMap((noun) => statesOf[noun]?.split(':')[0] ?? [])),
];
