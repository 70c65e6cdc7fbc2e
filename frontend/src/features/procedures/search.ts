// What the addresses of these pages may say. Routes read it at once, so it knows no component.

export const procedureTabs = ['overview', 'history'] as const;
export type ProcedureTab = (typeof procedureTabs)[number];
