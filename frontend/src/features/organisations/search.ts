// What the addresses of these pages may say. Routes read it at once, so it knows no component.

export const organisationTabs = ['posts', 'children', 'history'] as const;
export type OrganisationTab = (typeof organisationTabs)[number];
