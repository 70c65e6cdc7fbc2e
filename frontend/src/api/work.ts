import { queryOptions } from '@tanstack/react-query';
import { get, type Schemas } from './client';

export type WorkItem = Schemas['WorkItem'];

export const workSections = ['overdue', 'due', 'decide', 'review', 'verify', 'confirm'] as const;
export type WorkSection = (typeof workSections)[number];

/** What waits for the signed-in person, at most 100 rows a section. */
export type Work = Schemas['WorkSections'];

export const workOptions = () =>
  queryOptions({ queryKey: ['me', 'work'], queryFn: ({ signal }) => get('/me/work', { signal }) });
