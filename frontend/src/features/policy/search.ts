// What the addresses of these pages may say. Routes read it at once, so it knows no component.

export const policyTabs = ['matrix', 'ask'] as const;

export interface PolicySearch {
  tab?: (typeof policyTabs)[number];
  /** Narrows the matrix. */
  object?: string;
  role?: string;
  /** The question: "systems:update", and a record when it is about one. */
  permission?: string;
  noun?: string;
  id?: string;
}
