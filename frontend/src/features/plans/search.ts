// What the addresses of these pages may say. Routes read it at once, so it knows no component.

export const planTabs = ['figures', 'versions', 'history'] as const;

export const actionTabs = ['overview', 'kpis', 'updates', 'history'] as const;
