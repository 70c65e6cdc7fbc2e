import { queryOptions } from '@tanstack/react-query';
import { del, get, post, put, type Schemas } from './client';
import { type Asked, facetsOptions, listOptions, oneOptions } from './queries';

export type PilotDraft = Schemas['PilotsDraft'];
/** The draft with the reason for the ledger. */
export type PilotEdit = Schemas['PilotsEdit'];
export type PilotItem = Schemas['PilotsItem'];
export type Pilot = Schemas['PilotsDetail'];
export type Stage = PilotItem['stage'];
export type Share = Schemas['PilotsShare'];
export type Verdict = Schemas['PilotsVerdict'];
export type Line = Schemas['PilotsLine'];
export type Criteria = Schemas['PilotsCriteriaItem'];
export type EvaluationSet = Schemas['PilotsSetItem'];
export type WardResult = Schemas['PilotsWardItem'];
export type Decision = Schemas['PilotsDecision'];
export type PilotSummary = Schemas['PilotsSummary'];
export type Case = Schemas['PilotsCaseItem'];
export type CaseEdit = Schemas['PilotsCaseEdit'];

/** What figures are narrowed to; without any of it, the whole city. */
export interface PilotScope {
  projectId?: string;
}

const noun = 'pilots';

export const pilotsOptions = (query: Asked<'/pilots'>) => listOptions('/pilots', query);
export const pilotFacetsOptions = (query: Asked<'/pilots/facets'>) => facetsOptions('/pilots/facets', query);
export const pilotOptions = (id: string) => oneOptions(noun, id);
export const pilotSummaryOptions = (scope: PilotScope) =>
  queryOptions({
    queryKey: [noun, 'summary', scope],
    queryFn: ({ signal }) => get('/pilots/summary', { query: scope, signal }),
  });
export const casesOptions = (query: Asked<'/pilots/cases'>) => listOptions('/pilots/cases', query);
export const caseFacetsOptions = (query: Asked<'/pilots/cases/facets'>) =>
  facetsOptions('/pilots/cases/facets', query, 'pilots/cases');
export const caseOptions = (id: string) => oneOptions('pilots/cases', id);

export const createPilot = (body: PilotDraft, intent: string) => post('/pilots', { body, intent });
export const updatePilot = (id: string, body: PilotEdit, version: number) =>
  put('/pilots/{id}', { path: { id }, body, version });
export const deletePilot = (id: string, version: number, reason: string) =>
  del('/pilots/{id}', { path: { id }, version, query: { reason } });
export const setCriteria = (id: string, body: Schemas['PilotsCriteriaDraft'], version: number, intent: string) =>
  post('/pilots/{id}/criteria', { path: { id }, body, version, intent });
export const addSet = (id: string, body: Schemas['PilotsSetDraft'], version: number, intent: string) =>
  post('/pilots/{id}/sets', { path: { id }, body, version, intent });
export const startPilot = (id: string, body: Schemas['PilotsStartDraft'], version: number, intent: string) =>
  post('/pilots/{id}/start', { path: { id }, body, version, intent });
export const decidePilot = (id: string, body: Schemas['PilotsDecisionDraft'], version: number, intent: string) =>
  post('/pilots/{id}/decision', { path: { id }, body, version, intent });
export const createCase = (body: Schemas['PilotsCaseDraft'], intent: string) => post('/pilots/cases', { body, intent });
export const updateCase = (id: string, body: CaseEdit, version: number) =>
  put('/pilots/cases/{id}', { path: { id }, body, version });
export const voidCase = (id: string, reason: string, version: number, intent: string) =>
  post('/pilots/cases/{id}/void', { path: { id }, body: { reason }, version, intent });
