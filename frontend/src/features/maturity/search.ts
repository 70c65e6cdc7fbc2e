// What the addresses of these pages may say. Routes read it at once, so it knows no component.

export const appraisalTabs = ['areas', 'missing', 'frame', 'history'] as const;
