// What the addresses of these pages may say. Routes read it at once, so it knows no component.

export const depths = [1, 2, 3, 4] as const;
export const ways = ['both', 'down', 'up'] as const;
