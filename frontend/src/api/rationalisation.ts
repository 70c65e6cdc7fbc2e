import { queryOptions } from '@tanstack/react-query';
import { del, get, post, put, type Schemas } from './client';
import { type Asked, facetsOptions, keyOf, listOptions, oneOptions } from './queries';

export type Item = Schemas['RationalisationItem'];
export type Quadrant = Item['quadrant'];
export type Settings = Schemas['RationalisationSettings'];
export type Criterion = Schemas['RationalisationCriterion'];
export type Summary = Schemas['RationalisationSummary'];
export type Chart = Schemas['RationalisationChart'];
export type Detail = Schemas['RationalisationDetail'];
export type Assessment = Schemas['RationalisationPast'];
export type Judgement = Schemas['RationalisationJudgement'];
export type Fact = Schemas['RationalisationFact'];
export type Profile = Schemas['RationalisationProfile'];
export type ProfileEdit = Schemas['RationalisationProfileEdit'];
export type CapabilityMap = Schemas['RationalisationCapabilityMap'];
export type CapabilityNode = Schemas['RationalisationCapabilityNode'];
export type Overlap = Schemas['RationalisationOverlapItem'];
export type Part = Schemas['RationalisationPartItem'];
export type Calendar = Schemas['RationalisationCalendar'];
export type Lease = Schemas['RationalisationLeaseItem'];
export type Surroundings = Schemas['RationalisationSurroundings'];
export type Node = Schemas['RationalisationNode'];
export type Dependency = Schemas['RationalisationDependency'];
export type Case = Schemas['RationalisationCaseDetail'];
export type CaseItem = Schemas['RationalisationCaseItem'];
export type CaseEdit = Schemas['RationalisationCaseEdit'];
export type Retirement = Schemas['RationalisationRetirement'];
export type Renewal = Schemas['RationalisationRenewal'];
export type Roadmap = Schemas['RationalisationRoadmap'];

const noun = 'rationalisation';
const cases = 'rationalisation/cases';

/** What figures are narrowed to; without it, the whole city. */
export interface Scope {
  ownerId?: string;
}

export const itemsOptions = (query: Asked<'/rationalisation/systems'>) =>
  listOptions('/rationalisation/systems', query);
export const itemFacetsOptions = (query: Asked<'/rationalisation/systems/facets'>) =>
  facetsOptions('/rationalisation/systems/facets', query, 'rationalisation/systems');
export const detailOptions = (id: string) => oneOptions('rationalisation/systems', id);
export const settingsOptions = () =>
  queryOptions({
    queryKey: [noun, 'settings'],
    queryFn: ({ signal }) => get('/rationalisation/settings', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
export const summaryOptions = (scope: Scope) =>
  queryOptions({
    queryKey: [noun, 'summary', scope],
    queryFn: ({ signal }) => get('/rationalisation/summary', { query: scope, signal }),
  });
export const chartOptions = (scope: Scope) =>
  queryOptions({
    queryKey: [noun, 'chart', scope],
    queryFn: ({ signal }) => get('/rationalisation/chart', { query: scope, signal }),
  });
export const mapOptions = (scope: Scope) =>
  queryOptions({
    queryKey: [noun, 'map', scope],
    queryFn: ({ signal }) => get('/rationalisation/capabilities', { query: scope, signal }),
  });
export const overlapsOptions = (query: Asked<'/rationalisation/overlaps'>) =>
  listOptions('/rationalisation/overlaps', query);
export const partsOptions = (query: Asked<'/rationalisation/components'>) =>
  listOptions('/rationalisation/components', query);
export const partFacetsOptions = (query: Asked<'/rationalisation/components/facets'>) =>
  facetsOptions('/rationalisation/components/facets', query, 'rationalisation/components');
export const calendarOptions = (scope: Scope) =>
  queryOptions({
    queryKey: [noun, 'calendar', scope],
    queryFn: ({ signal }) => get('/rationalisation/calendar', { query: scope, signal }),
  });
export const leasesOptions = (query: Asked<'/rationalisation/leases'>) => listOptions('/rationalisation/leases', query);
export const dependenciesOptions = (query: Asked<'/rationalisation/dependencies'>) =>
  listOptions('/rationalisation/dependencies', query);
export const surroundingsOptions = (id: string, depth: number, way: 'both' | 'down' | 'up') =>
  queryOptions({
    queryKey: [...keyOf.part('rationalisation/systems', id, 'surroundings'), depth, way],
    queryFn: ({ signal }) =>
      get('/rationalisation/systems/{id}/surroundings', { path: { id }, query: { depth, way }, signal }),
  });
export const impactOptions = (id: string) =>
  queryOptions({
    queryKey: keyOf.part('rationalisation/systems', id, 'impact'),
    queryFn: ({ signal }) => get('/rationalisation/systems/{id}/impact', { path: { id }, signal }),
  });
export const loopsOptions = () =>
  queryOptions({ queryKey: [noun, 'loops'], queryFn: ({ signal }) => get('/rationalisation/loops', { signal }) });
export const casesOptions = (query: Asked<'/rationalisation/cases'>) => listOptions('/rationalisation/cases', query);
export const caseFacetsOptions = (query: Asked<'/rationalisation/cases/facets'>) =>
  facetsOptions('/rationalisation/cases/facets', query, cases);
export const caseOptions = (id: string) => oneOptions(cases, id);
export const retirementsOptions = (query: Asked<'/rationalisation/retirements'>) =>
  listOptions('/rationalisation/retirements', query);
export const renewalsOptions = (query: Asked<'/rationalisation/roadmap'>) =>
  listOptions('/rationalisation/roadmap', query);
export const roadmapOptions = (scope: Scope) =>
  queryOptions({
    queryKey: [noun, 'roadmap', scope],
    queryFn: ({ signal }) => get('/rationalisation/roadmap/years', { query: scope, signal }),
  });

export const assess = (body: Judgement, intent: string) => post('/rationalisation/assessments', { body, intent });
export const describe = (body: Schemas['RationalisationProfileDraft'], intent: string) =>
  post('/rationalisation/profiles', { body, intent });
export const redescribe = (id: string, body: ProfileEdit, version: number) =>
  put('/rationalisation/profiles/{id}', { path: { id }, body, version });
export const createCapability = (body: Schemas['RationalisationCapabilityDraft'], intent: string) =>
  post('/rationalisation/capabilities', { body, intent });
export const updateCapability = (id: string, body: Schemas['RationalisationCapabilityEdit'], version: number) =>
  put('/rationalisation/capabilities/{id}', { path: { id }, body, version });
export const deleteCapability = (id: string, version: number, reason: string) =>
  del('/rationalisation/capabilities/{id}', { path: { id }, version, query: { reason } });
export const proposeCase = (body: Schemas['RationalisationCaseDraft'], intent: string) =>
  post('/rationalisation/cases', { body, intent });
export const updateCase = (id: string, body: CaseEdit, version: number) =>
  put('/rationalisation/cases/{id}', { path: { id }, body, version });
export const approveCase = (id: string, version: number, note: string, intent: string) =>
  post('/rationalisation/cases/{id}/approve', { path: { id }, body: { note }, version, intent });
export const completeCase = (id: string, version: number, note: string, intent: string) =>
  post('/rationalisation/cases/{id}/complete', { path: { id }, body: { note }, version, intent });
export const dropCase = (id: string, version: number, reason: string, intent: string) =>
  post('/rationalisation/cases/{id}/drop', { path: { id }, body: { reason }, version, intent });
