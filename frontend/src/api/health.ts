import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { del, get, post, put, type Schemas } from './client';
import { type Asked, facetsOptions, listOptions } from './queries';

export type ProjectRow = Schemas['HealthProjectRow'];
export type SystemRow = Schemas['HealthSystemRow'];
export type ValueRow = Schemas['HealthValueRow'];
export type HealthSummary = Schemas['HealthSummary'];
export type Tile = Schemas['HealthTile'];
export type HealthDetail = Schemas['HealthDetail'];
/** What one rule says of one subject. */
export type Result = Schemas['HealthResult'];
export type Rule = Schemas['HealthRule'];
export type Dimension = Schemas['HealthDimension'];
export type Colour = Result['verdict'];
export type Earned = Schemas['HealthEarnedView'];
export type Subject = 'projects' | 'systems';

const noun = 'health';

export const healthProjectsOptions = (query: Asked<'/health/projects'>) =>
  listOptions('/health/projects', query, `${noun} projects`);
export const healthProjectFacetsOptions = (query: Asked<'/health/projects/facets'>) =>
  facetsOptions('/health/projects/facets', query, `${noun} projects`);
export const healthSystemsOptions = (query: Asked<'/health/systems'>) =>
  listOptions('/health/systems', query, `${noun} systems`);
export const healthSystemFacetsOptions = (query: Asked<'/health/systems/facets'>) =>
  facetsOptions('/health/systems/facets', query, `${noun} systems`);
export const healthValueOptions = (query: Asked<'/health/value'>) =>
  listOptions('/health/value', query, `${noun} value`);

export const healthSummaryOptions = (since: string | undefined) =>
  queryOptions({
    queryKey: [noun, 'summary', since ?? ''],
    queryFn: ({ signal }) => get('/health/summary', { query: { since }, signal }),
  });

/** The rules change with the program only. */
export const healthRulesOptions = () =>
  queryOptions({
    queryKey: [noun, 'rules'],
    queryFn: ({ signal }) => get('/health/rules', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const healthOfOptions = (subject: Subject, id: string) =>
  queryOptions({
    queryKey: [noun, 'of', subject, id],
    queryFn: ({ signal }) =>
      subject === 'projects'
        ? get('/health/projects/{id}', { path: { id }, signal })
        : get('/health/systems/{id}', { path: { id }, signal }),
  });

/** Everything that a project has measured of itself: one page holds some years of months. */
export const earnedOptions = (projectId: string) =>
  queryOptions({
    queryKey: [noun, 'evm', projectId],
    queryFn: ({ signal }) => get('/health/evm', { query: { projectId, limit: 200 }, signal }),
  });

export const addEarned = (body: Schemas['HealthEarnedDraft'], intent: string) => post('/health/evm', { body, intent });
export const updateEarned = (id: string, body: Schemas['HealthEarnedEdit'], version: number) =>
  put('/health/evm/{id}', { path: { id }, body, version });
export const deleteEarned = (id: string, version: number, reason: string) =>
  del('/health/evm/{id}', { path: { id }, version, query: { reason } });

/** After a write that health depends on. */
export const refreshHealth = (cache: QueryClient) =>
  cache.invalidateQueries({ predicate: (q) => String(q.queryKey[0]).split(' ')[0] === noun });
