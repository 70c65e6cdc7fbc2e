import { queryOptions } from '@tanstack/react-query';
import { del, get, post, put, type Schemas } from './client';
import { type Asked, facetsOptions, listOptions, oneOptions } from './queries';

export type ProcedureDraft = Schemas['ProceduresDraft'];
/** The draft with the reason for the ledger. */
export type ProcedureEdit = Schemas['ProceduresEdit'];
export type ProcedureItem = Schemas['ProceduresItem'];
export type Procedure = Schemas['ProceduresDetail'];
export type Class = ProcedureItem['currentClass'];
export type Progress = ProcedureItem['progress'];
export type StepState = Schemas['ProceduresStepState'];
export type Step = StepState['step'];
export type Level = StepState['level'];
export type Summary = Schemas['ProceduresSummary'];
export type View = Schemas['ProceduresView'];
export type Bounds = Schemas['ProceduresBounds'];
export type Pareto = Schemas['ProceduresPareto'];
export type Plan = Schemas['ProceduresPlan'];
export type PlanRow = Schemas['ProceduresPlanRow'];
export type Snapshot = Schemas['ProceduresSnapshotItem'];

/** What figures are narrowed to; without any of it, the whole city. */
export interface ProcedureScope {
  sectionId?: string;
  systemId?: string;
  projectId?: string;
}

const noun = 'procedures';

export const proceduresOptions = (query: Asked<'/procedures'>) => listOptions('/procedures', query);
export const procedureFacetsOptions = (query: Asked<'/procedures/facets'>) =>
  facetsOptions('/procedures/facets', query);
export const procedureOptions = (id: string) => oneOptions(noun, id);
export const summaryOptions = (scope: ProcedureScope) =>
  queryOptions({
    queryKey: [noun, 'summary', scope],
    queryFn: ({ signal }) => get('/procedures/summary', { query: scope, signal }),
  });
export const paretoOptions = (scope: ProcedureScope) =>
  queryOptions({
    queryKey: [noun, 'pareto', scope],
    queryFn: ({ signal }) => get('/procedures/pareto', { query: scope, signal }),
  });
export const planOptions = (scope: ProcedureScope) =>
  queryOptions({
    queryKey: [noun, 'plan', scope],
    queryFn: ({ signal }) => get('/procedures/plan', { query: scope, signal }),
  });
/** All that a chart shows; the city takes a few a year. */
export const snapshotsOptions = () =>
  queryOptions({
    queryKey: [noun, 'snapshots'],
    queryFn: ({ signal }) => get('/procedures/snapshots', { query: { limit: 100 }, signal }),
  });
export const snapshotOptions = (id: string) =>
  queryOptions({
    queryKey: [noun, 'snapshots', id],
    queryFn: ({ signal }) => get('/procedures/snapshots/{id}', { path: { id }, signal }),
  });

export const createProcedure = (body: ProcedureDraft, intent: string) => post('/procedures', { body, intent });
export const updateProcedure = (id: string, body: ProcedureEdit, version: number) =>
  put('/procedures/{id}', { path: { id }, body, version });
export const deleteProcedure = (id: string, version: number, reason: string) =>
  del('/procedures/{id}', { path: { id }, version, query: { reason } });
export const advanceProcedure = (id: string, body: Schemas['ProceduresStepDraft'], version: number, intent: string) =>
  post('/procedures/{id}/steps', { path: { id }, body, version, intent });
export const takeSnapshot = (body: Schemas['ProceduresSnapshotDraft'], intent: string) =>
  post('/procedures/snapshots', { body, intent });
