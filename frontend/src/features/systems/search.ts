// What the addresses of these pages may say. Routes read it at once, so it knows no component.

export const systemTabs = ['overview', 'components', 'links', 'projects', 'history'] as const;
