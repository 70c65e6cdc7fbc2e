import { queryOptions } from '@tanstack/react-query';
import { del, get, post, put, type Schemas } from './client';
import { type Asked, facetsOptions, keyOf, listOptions, oneOptions } from './queries';

export type Strategy = Schemas['PlansStrategyView'];
export type StrategyEdit = Schemas['PlansStrategyEdit'];
export type PlanItem = Schemas['PlanItem'];
export type Plan = Schemas['PlanDetail'];
export type PlanEdit = Schemas['PlanEdit'];
export type Summary = Schemas['PlansSummary'];
export type ThemeTally = Schemas['PlansThemeTally'];
export type Changes = Schemas['PlansChanges'];
export type Theme = Schemas['PlansThemeView'];
export type Approval = Schemas['PlansApproval'];
export type ActionItem = Schemas['PlansItem'];
export type Action = Schemas['PlansDetail'];
export type ActionEdit = Schemas['PlansEdit'];
export type KPI = Schemas['PlansKPIView'];
export type ActionUpdate = Schemas['PlansUpdateDraft'];
export type Settlement = Schemas['PlansSettlement'];
export type Carrying = Schemas['PlansCarrying'];
export type Evidence = ActionItem['evidence'];

export const strategiesOptions = (query: Asked<'/strategies'>) => listOptions('/strategies', query);
export const strategyOptions = (id: string) => oneOptions('strategies', id);
export const createStrategy = (body: StrategyEdit, intent: string) => post('/strategies', { body, intent });
export const updateStrategy = (id: string, body: StrategyEdit, version: number) =>
  put('/strategies/{id}', { path: { id }, body, version });
export const deleteStrategy = (id: string, version: number, reason: string) =>
  del('/strategies/{id}', { path: { id }, version, query: { reason } });

export const plansOptions = (query: Asked<'/plans'>) => listOptions('/plans', query);
export const planOptions = (id: string) => oneOptions('plans', id);
export const summaryOptions = (id: string) =>
  queryOptions({
    queryKey: keyOf.part('plans', id, 'summary'),
    queryFn: ({ signal }) => get('/plans/{id}/summary', { path: { id }, signal }),
  });
export const changesOptions = (id: string, from = 0) =>
  queryOptions({
    queryKey: [...keyOf.part('plans', id, 'changes'), from],
    queryFn: ({ signal }) => get('/plans/{id}/changes', { path: { id }, query: { from }, signal }),
  });
export const versionsOptions = (id: string) =>
  queryOptions({
    queryKey: keyOf.part('plans', id, 'versions'),
    queryFn: ({ signal }) => get('/plans/{id}/versions', { path: { id }, query: { limit: 200 }, signal }),
  });
export const versionOptions = (id: string, number: string) =>
  queryOptions({
    queryKey: [...keyOf.part('plans', id, 'versions'), number],
    queryFn: ({ signal }) => get('/plans/{id}/versions/{number}', { path: { id, number }, signal }),
  });
export const createPlan = (body: PlanEdit, intent: string) => post('/plans', { body, intent });
export const updatePlan = (id: string, body: PlanEdit, version: number) =>
  put('/plans/{id}', { path: { id }, body, version });
export const proposePlan = (p: Plan, intent: string) =>
  post('/plans/{id}/propose', { path: { id: p.id }, version: p.version, intent });
export const approvePlan = (p: Plan, body: Approval, intent: string) =>
  post('/plans/{id}/approve', { path: { id: p.id }, version: p.version, body, intent });
export const closePlan = (p: Plan, note: string, intent: string) =>
  post('/plans/{id}/close', { path: { id: p.id }, version: p.version, body: { note }, intent });
export const deletePlan = (id: string, version: number, reason: string) =>
  del('/plans/{id}', { path: { id }, version, query: { reason } });
export const addTheme = (id: string, body: Schemas['PlansThemeEdit'], intent: string) =>
  post('/plans/{id}/themes', { path: { id }, body, intent });
export const updateTheme = (theme: Theme, body: Schemas['PlansThemeEdit']) =>
  put('/plans/{id}/themes/{tid}', { path: { id: theme.planId, tid: theme.id }, version: theme.version, body });
export const deleteTheme = (theme: Theme, reason: string) =>
  del('/plans/{id}/themes/{tid}', {
    path: { id: theme.planId, tid: theme.id },
    version: theme.version,
    query: { reason },
  });

export const actionsOptions = (query: Asked<'/actions'>) => listOptions('/actions', query);
export const actionFacetsOptions = (query: Asked<'/actions/facets'>) => facetsOptions('/actions/facets', query);
export const actionOptions = (id: string) => oneOptions('actions', id);
export const updatesOptions = (id: string) =>
  queryOptions({
    queryKey: keyOf.part('actions', id, 'updates'),
    queryFn: ({ signal }) => get('/actions/{id}/updates', { path: { id }, query: { limit: 50 }, signal }),
  });
export const createAction = (body: ActionEdit, intent: string) => post('/actions', { body, intent });
export const updateAction = (id: string, body: ActionEdit, version: number) =>
  put('/actions/{id}', { path: { id }, body, version });
export const deleteAction = (id: string, version: number, reason: string) =>
  del('/actions/{id}', { path: { id }, version, query: { reason } });
export const publishUpdate = (id: string, body: ActionUpdate, intent: string) =>
  post('/actions/{id}/updates', { path: { id }, body, intent });
export const settleAction = (a: Action, body: Settlement, intent: string) =>
  post('/actions/{id}/outcome', { path: { id: a.id }, version: a.version, body, intent });
export const reopenAction = (a: Action, reason: string, intent: string) =>
  post('/actions/{id}/reopen', { path: { id: a.id }, version: a.version, body: { reason }, intent });
export const carryOver = (a: Action, body: Carrying, intent: string) =>
  post('/actions/{id}/carry-over', { path: { id: a.id }, version: a.version, body, intent });
export const releaseAction = (a: Action, reason: string, intent: string) =>
  post('/actions/{id}/release', { path: { id: a.id }, version: a.version, body: { reason }, intent });
export const addKPI = (id: string, body: Schemas['PlansKPINew'], intent: string) =>
  post('/actions/{id}/kpis', { path: { id }, body, intent });
export const deleteKPI = (k: KPI, reason: string) =>
  del('/actions/{id}/kpis/{kid}', { path: { id: k.actionId, kid: k.id }, version: k.version, query: { reason } });
export const reviseTarget = (k: KPI, body: Schemas['PlansRevision'], intent: string) =>
  post('/actions/{id}/kpis/{kid}/target', { path: { id: k.actionId, kid: k.id }, version: k.version, body, intent });
export const measureKPI = (k: KPI, body: Schemas['PlansActualDraft'], intent: string) =>
  post('/actions/{id}/kpis/{kid}/actuals', { path: { id: k.actionId, kid: k.id }, version: k.version, body, intent });
