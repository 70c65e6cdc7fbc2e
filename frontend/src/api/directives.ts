import { queryOptions } from '@tanstack/react-query';
import { get, post, put, type Schemas } from './client';
import { type Asked, facetsOptions, listOptions, oneOptions } from './queries';

export type DirectiveItem = Schemas['DirectivesItem'];
export type Directive = Schemas['DirectivesDetail'];
export type DirectiveEdit = Schemas['DirectivesEdit'];
export type DirectiveReport = Schemas['DirectivesReportDraft'];

export const directivesOptions = (query: Asked<'/directives'>) => listOptions('/directives', query);
export const directiveFacetsOptions = (query: Asked<'/directives/facets'>) =>
  facetsOptions('/directives/facets', query);
export const directiveOptions = (id: string) => oneOptions('directives', id);
export const directiveSummaryOptions = (meetingId?: string) =>
  queryOptions({
    queryKey: ['directives', 'summary', meetingId ?? ''],
    queryFn: ({ signal }) => get('/directives/summary', { query: meetingId ? { meetingId } : {}, signal }),
  });

export const updateDirective = (id: string, body: DirectiveEdit, version: number) =>
  put('/directives/{id}', { path: { id }, body, version });
export const reportDirective = (id: string, body: DirectiveReport, version: number, intent: string) =>
  post('/directives/{id}/reports', { path: { id }, body, version, intent });
export const confirmDirective = (id: string, note: string, version: number, intent: string) =>
  post('/directives/{id}/confirm', { path: { id }, body: note ? { note } : {}, version, intent });
export const returnDirective = (id: string, reason: string, version: number, intent: string) =>
  post('/directives/{id}/return', { path: { id }, body: { reason }, version, intent });
export const withdrawDirective = (id: string, reason: string, version: number, intent: string) =>
  post('/directives/{id}/withdraw', { path: { id }, body: { reason }, version, intent });
