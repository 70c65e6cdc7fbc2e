import { queryOptions } from '@tanstack/react-query';
import { get } from './http';

export interface WorkItem {
  kind: string;
  noun: string;
  id: string;
  code: string;
  title: string;
  titleEn?: string;
  detail?: Record<string, unknown>;
  dueOn?: string;
  href: string;
  since?: string;
}

export const workSections = ['overdue', 'due', 'decide', 'review', 'verify', 'confirm'] as const;
export type WorkSection = (typeof workSections)[number];

/** What waits for the signed-in person, at most 100 rows a section. */
export type Work = { asOf: string } & Record<WorkSection, WorkItem[]>;

export const workOptions = () =>
  queryOptions({ queryKey: ['me', 'work'], queryFn: ({ signal }) => get<Work>('/me/work', undefined, signal) });
