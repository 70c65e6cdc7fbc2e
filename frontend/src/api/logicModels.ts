import { queryOptions } from '@tanstack/react-query';
import { del, get, post, put, type Schemas } from './client';
import { type Asked, facetsOptions, keyOf, listOptions, oneOptions } from './queries';

export type LogicModelDraft = Schemas['LogicmodelsDraft'];
/** The draft with the reason for the ledger. */
export type LogicModelEdit = Schemas['LogicmodelsEdit'];
export type LogicModelItem = Schemas['LogicmodelsItem'];
export type LogicModel = Schemas['LogicmodelsDetail'];
export type LogicNode = Schemas['LogicmodelsNode'];
export type LogicLink = Schemas['LogicmodelsLink'];
export type Indicator = Schemas['LogicmodelsIndicator'];
export type Measured = Schemas['LogicmodelsMeasured'];
export type Gap = Schemas['LogicmodelsGap'];
export type ReviewDraft = Schemas['LogicmodelsReviewDraft'];
export type Stage = LogicNode['stage'];

const noun = 'logic-models';

export const logicModelsOptions = (query: Asked<'/logic-models'>) => listOptions('/logic-models', query);
export const logicModelFacetsOptions = (query: Asked<'/logic-models/facets'>) =>
  facetsOptions('/logic-models/facets', query);
export const logicModelOptions = (id: string) => oneOptions(noun, id);
export const logicSummaryOptions = () =>
  queryOptions({ queryKey: [noun, 'summary'], queryFn: ({ signal }) => get('/logic-models/summary', { signal }) });
export const logicReviewsOptions = (id: string) =>
  queryOptions({
    queryKey: keyOf.part(noun, id, 'reviews'),
    queryFn: ({ signal }) => get('/logic-models/{id}/reviews', { path: { id }, query: { limit: 50 }, signal }),
  });

export const createLogicModel = (body: LogicModelDraft, intent: string) => post('/logic-models', { body, intent });
export const updateLogicModel = (id: string, body: LogicModelEdit, version: number) =>
  put('/logic-models/{id}', { path: { id }, body, version });
export const deleteLogicModel = (id: string, version: number, reason: string) =>
  del('/logic-models/{id}', { path: { id }, version, query: { reason } });
export const reportActual = (id: string, body: Schemas['LogicmodelsActualDraft'], version: number, intent: string) =>
  post('/logic-models/{id}/actuals', { path: { id }, body, version, intent });
export const reviewLogicModel = (id: string, body: ReviewDraft, version: number, intent: string) =>
  post('/logic-models/{id}/reviews', { path: { id }, body, version, intent });
