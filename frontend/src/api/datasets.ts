import { queryOptions } from '@tanstack/react-query';
import { del, get, post, put, type Schemas } from './client';
import { type Asked, facetsOptions, keyOf, listOptions, oneOptions } from './queries';

export type DatasetDraft = Schemas['DatasetsDraft'];
/** The draft with the reason for the ledger. */
export type DatasetEdit = Schemas['DatasetsEdit'];
export type DatasetItem = Schemas['DatasetsItem'];
export type Dataset = Schemas['DatasetsDetail'];
export type Measurement = Schemas['DatasetsMeasurement'];
export type ProposalDraft = Schemas['DatasetsProposalDraft'];
export type Summary = Schemas['DatasetsSummary'];
export type Settings = Schemas['DatasetsSettings'];
export type Part = Summary['parts'][number]['part'];
export type Band = DatasetItem['band'];
export type Freshness = DatasetItem['freshness'];

/** What figures are narrowed to; without any of it, the whole city. */
export interface DatasetScope {
  sectionId?: string;
  systemId?: string;
  procedureId?: string;
}

const noun = 'datasets';

export const datasetsOptions = (query: Asked<'/datasets'>) => listOptions('/datasets', query);
export const datasetFacetsOptions = (query: Asked<'/datasets/facets'>) => facetsOptions('/datasets/facets', query);
export const datasetOptions = (id: string) => oneOptions(noun, id);
export const datasetSummaryOptions = (scope: DatasetScope) =>
  queryOptions({
    queryKey: [noun, 'summary', scope],
    queryFn: ({ signal }) => get('/datasets/summary', { query: scope, signal }),
  });
export const datasetSettingsOptions = () =>
  queryOptions({ queryKey: [noun, 'settings'], queryFn: ({ signal }) => get('/datasets/settings', { signal }) });
export const measurementsOptions = (id: string) =>
  queryOptions({
    queryKey: keyOf.part(noun, id, 'measurements'),
    queryFn: ({ signal }) => get('/datasets/{id}/measurements', { path: { id }, query: { limit: 50 }, signal }),
  });
export const proposalsOptions = (id: string) =>
  queryOptions({
    queryKey: keyOf.part(noun, id, 'proposals'),
    queryFn: ({ signal }) => get('/datasets/{id}/proposals', { path: { id }, query: { limit: 50 }, signal }),
  });

export const createDataset = (body: DatasetDraft, intent: string) => post('/datasets', { body, intent });
export const updateDataset = (id: string, body: DatasetEdit, version: number) =>
  put('/datasets/{id}', { path: { id }, body, version });
export const deleteDataset = (id: string, version: number, reason: string) =>
  del('/datasets/{id}', { path: { id }, version, query: { reason } });
export const refreshDataset = (id: string, body: Schemas['DatasetsRefreshDraft'], version: number, intent: string) =>
  post('/datasets/{id}/refresh', { path: { id }, body, version, intent });
export function measureDataset(id: string, file: File, version: number): Promise<Dataset> {
  const body = new FormData();
  body.set('file', file);
  return post('/datasets/{id}/measurements', { path: { id }, body, version });
}
export const proposeDataset = (id: string, body: ProposalDraft, version: number, intent: string) =>
  post('/datasets/{id}/propose', { path: { id }, body, version, intent });
export const withdrawDataset = (id: string, comment: string, version: number, intent: string) =>
  post('/datasets/{id}/withdraw', { path: { id }, body: { comment }, version, intent });
export const decideDataset = (id: string, body: Schemas['DatasetsDecisionDraft'], version: number, intent: string) =>
  post('/datasets/{id}/decide', { path: { id }, body, version, intent });
