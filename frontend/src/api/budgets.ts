import { queryOptions } from '@tanstack/react-query';
import { del, get, post, put, type Query, type Schemas } from './client';
import { type Asked, facetsOptions, keyOf, listOptions, oneOptions } from './queries';

export type LineDraft = Schemas['BudgetsDraft'];
/** The draft with the reason for the ledger. */
export type LineEdit = Schemas['BudgetsEdit'];
export type LineItem = Schemas['BudgetsItem'];
export type Line = Schemas['BudgetsDetail'];
export type Posting = Schemas['BudgetsPosting'];
export type EntryDraft = Schemas['BudgetsEntryDraft'];
export type BudgetRequest = Schemas['BudgetsRequestItem'];
export type BudgetOverview = Schemas['BudgetsOverview'];
export type YearView = Schemas['BudgetsYearView'];
export type Rise = Schemas['BudgetsRise'];
export type BudgetYear = Schemas['BudgetsYearItem'];
export type SystemCost = Schemas['BudgetsSystemCost'];
export type Forecast = Schemas['BudgetsForecast'];
export type ContractEnd = Schemas['BudgetsContractEnd'];
export type YearStatus = YearView['status'];

const noun = 'budgets/lines';

export const budgetOptions = (query: Query<'/budgets'>) =>
  queryOptions({
    queryKey: ['budgets', 'overview', query],
    queryFn: ({ signal }) => get('/budgets', { query, signal }),
  });
export const waterfallOptions = (query: Query<'/budgets/waterfall'>) =>
  queryOptions({
    queryKey: ['budgets', 'waterfall', query],
    queryFn: ({ signal }) => get('/budgets/waterfall', { query, signal }),
    enabled: query.from !== query.to,
  });
export const deviationsOptions = (query: Query<'/budgets/deviations'>) =>
  queryOptions({
    queryKey: ['budgets', 'deviations', query],
    queryFn: ({ signal }) => get('/budgets/deviations', { query, signal }),
  });

export const linesOptions = (query: Asked<'/budgets/lines'>) => listOptions('/budgets/lines', query);
export const lineFacetsOptions = (query: Asked<'/budgets/lines/facets'>) =>
  facetsOptions('/budgets/lines/facets', query);
export const lineOptions = (id: string) => oneOptions(noun, id);

export const createLine = (body: LineDraft, intent: string) => post('/budgets/lines', { body, intent });
export const updateLine = (id: string, body: LineEdit, version: number) =>
  put('/budgets/lines/{id}', { path: { id }, body, version });
export const deleteLine = (id: string, version: number, reason: string) =>
  del('/budgets/lines/{id}', { path: { id }, version, query: { reason } });

export type Door = 'enter' | 'appropriate' | 'adjust';

/** Adds to the ledger of a line, through the door that its permission opens. */
export function postEntry(door: Door, id: string, body: EntryDraft, intent: string) {
  if (door === 'enter') return post('/budgets/lines/{id}/entries', { path: { id }, body, intent });
  if (door === 'appropriate') return post('/budgets/lines/{id}/appropriations', { path: { id }, body, intent });
  return post('/budgets/lines/{id}/adjustments', { path: { id }, body, intent });
}

export const requestsOptions = (query: Asked<'/budgets/requests'>) => listOptions('/budgets/requests', query);
export const requestSummaryOptions = (query: Query<'/budgets/requests/summary'>) =>
  queryOptions({
    queryKey: ['budgets', 'requests', 'summary', query],
    queryFn: ({ signal }) => get('/budgets/requests/summary', { query, signal }),
  });
export const submitRequest = (body: Schemas['BudgetsRequestDraft'], intent: string) =>
  post('/budgets/requests', { body, intent });
export const assessRequest = (id: string, version: number, body: Schemas['BudgetsAssessDraft'], intent: string) =>
  post('/budgets/requests/{id}/assess', { path: { id }, version, body, intent });
export const withdrawRequest = (id: string, version: number, reason: string, intent: string) =>
  post('/budgets/requests/{id}/withdraw', { path: { id }, version, body: { reason }, intent });

export const yearsOptions = () => listOptions('/budgets/years', { limit: 100 });
export const settleYear = (id: string, version: number, intent: string) =>
  post('/budgets/years/{id}/settle', { path: { id }, version, intent });
export const certifyYear = (id: string, version: number, certifiedOn: string, intent: string) =>
  post('/budgets/years/{id}/certify', { path: { id }, version, body: { certifiedOn }, intent });
export const adoptYear = (id: string, version: number, body: Schemas['BudgetsAdoptDraft'], intent: string) =>
  post('/budgets/years/{id}/adopt', { path: { id }, version, body, intent });
export const setScope = (id: string, version: number, body: Schemas['BudgetsScopeEdit']) =>
  put('/budgets/years/{id}', { path: { id }, version, body });

export const systemCostsOptions = (query: Asked<'/budgets/systems'>) => listOptions('/budgets/systems', query);
export const forecastOptions = (query: Asked<'/budgets/forecast'>) => listOptions('/budgets/forecast', query);
export const contractEndsOptions = (query: Asked<'/budgets/contract-ends'>) =>
  listOptions('/budgets/contract-ends', query);

export const lineKey = (id: string) => keyOf.one(noun, id);
