// What the addresses of these pages may say. Routes read it at once, so it knows no component.

export const findingTabs = ['overview', 'course', 'history'] as const;
export type FindingTab = (typeof findingTabs)[number];
