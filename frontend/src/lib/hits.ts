/** Where the states of a kind have their words: what stands before the dot of the key. */
export const statesOf: Record<string, { words: string }> = {
  systems: { words: 'systems:phase' },
  projects: { words: 'projects:state' },
  findings: { words: 'findings:state' },
  plans: { words: 'plans:state' },
  plan_actions: { words: 'actions:outcome' },
  maturity_appraisals: { words: 'maturity:state' },
  budget_lines: { words: 'budgets:state' },
  datasets: { words: 'datasets:publication' },
  consolidation_cases: { words: 'cases:state' },
  meetings: { words: 'meetings:state' },
  directives: { words: 'directives:state' },
  pilots: { words: 'pilots:stage' },
};

/** The files of words that hits need for their states. */
export const wordsOf = (nouns: string[]): string[] => [
  ...new Set(nouns.flatMap((noun) => statesOf[noun]?.words.split(':')[0] ?? [])),
];
