import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, post, put, type Query, type Schemas } from './client';
import { type Asked, facetsOptions, keyOf, listOptions } from './queries';

/** The city's gate set, as policies/gates.yaml states it. */
export type GateSet = Schemas['GatesSet'];
export type Gate = Schemas['Gate'];
export type Criterion = Schemas['GatesCriterion'];
export type Tier = Schemas['GatesStepper']['tier'];
export type Authority = Schemas['GatesTierDef']['decider'];

/** Where a project stands at its gates. */
export type Stepper = Schemas['GatesStepper'];
export type GateView = Schemas['GateView'];
export type RoundRef = Schemas['GatesRoundRef'];

/** How every criterion and rule stands, or stood at a decision. */
export type Judged = Schemas['GatesReadiness'];
export type Readiness = Schemas['GatesReadinessView'];
export type CriterionResult = Schemas['GatesCriterionResult'];
export type RuleResult = Schemas['GatesVerdict'];
export type Status = RuleResult['status'];
export type Proof = Schemas['GatesProof'];
export type Mend = Schemas['GatesMend'];
export type Why = Schemas['GatesWhy'];
export type Name = Schemas['GatesName'];

export type ApplicationItem = Schemas['GatesItem'];
export type Application = Schemas['GatesDetail'];
export type ApplicationDraft = Schemas['GatesEdit'];
export type ApplicationState = Application['state'];
export type Answer = Schemas['GatesAnswer'];
export type Evidence = Schemas['GatesEvidence'];
export type GateDocument = Schemas['GatesDocument'];
export type Dca = NonNullable<Application['dca']>;

export type Decision = Schemas['GatesDecisionView'];
export type Outcome = Decision['outcome'];
export type Condition = Schemas['GatesConditionView'];
export type ConditionDraft = Schemas['GatesConditionDraft'];
export type Criticality = Exclude<Condition['criticality'], ''>;

const noun = 'gates';

/** The gate set changes only with the program's configuration. */
export const gateSetOptions = () =>
  queryOptions({
    queryKey: [noun, 'sets'],
    queryFn: ({ signal }) => get('/gates/sets', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Under the project's key, as everything else that a write to the project may change. */
export const stepperOptions = (id: string) =>
  queryOptions({
    queryKey: keyOf.part('projects', id, 'gates'),
    queryFn: ({ signal }) => get('/projects/{id}/gates', { path: { id }, signal }),
  });

/** Readiness follows from records of every noun, so it is asked anew each time it comes into sight. */
export const readinessOptions = (id: string, gate: string) =>
  queryOptions({
    queryKey: [...keyOf.part('projects', id, 'gates'), gate, 'readiness'],
    queryFn: ({ signal }) => get('/projects/{id}/gates/{gate}/readiness', { path: { id, gate }, signal }),
    staleTime: 0,
  });

export const applicationOptions = (id: string) =>
  queryOptions({
    queryKey: keyOf.one(noun, id),
    queryFn: ({ signal }) => get('/gates/applications/{id}', { path: { id }, signal }),
  });

export const applicationsOptions = (query: Asked<'/gates/applications'>) =>
  listOptions('/gates/applications', query, noun);
export const applicationFacetsOptions = (query: Asked<'/gates/applications/facets'>) =>
  facetsOptions('/gates/applications/facets', query, noun);
export const conditionFacetsOptions = (query: Asked<'/gates/conditions/facets'>) =>
  facetsOptions('/gates/conditions/facets', query, `${noun} conditions`);

/** Conditions stand under the gates' key, since each write to either changes both. */
export const conditionsOptions = (query: Asked<'/gates/conditions'>) =>
  queryOptions({
    queryKey: [noun, 'conditions', query],
    queryFn: ({ signal }) => get('/gates/conditions', { query: query as Query<'/gates/conditions'>, signal }),
    placeholderData: keepPreviousData,
  });

export const openRound = (id: string, gate: string, intent: string) =>
  post('/projects/{id}/gates/{gate}/applications', { path: { id, gate }, intent });
export const skipGate = (id: string, gate: string, intent: string, reason: string) =>
  post('/projects/{id}/gates/{gate}/skip', { path: { id, gate }, intent, body: { reason } });

export const saveApplication = (id: string, body: ApplicationDraft, version: number) =>
  put('/gates/applications/{id}', { path: { id }, body, version });
export const submitApplication = (id: string, version: number, intent: string) =>
  post('/gates/applications/{id}/submit', { path: { id }, version, intent });
export const withdrawApplication = (id: string, version: number, intent: string, reason: string) =>
  post('/gates/applications/{id}/withdraw', { path: { id }, version, intent, body: { reason } });
export const coordinateApplication = (id: string, version: number, intent: string) =>
  post('/gates/applications/{id}/coordinate', { path: { id }, version, intent });
export const startReview = (id: string, version: number, intent: string, body: Schemas['GatesStartDraft']) =>
  post('/gates/applications/{id}/start', { path: { id }, version, intent, body });
export const decideApplication = (id: string, version: number, intent: string, body: Schemas['GatesDecisionDraft']) =>
  post('/gates/applications/{id}/decisions', { path: { id }, version, intent, body });

/** An opinion stands beside the application and needs no version of it. */
export const giveOpinion = (id: string, intent: string, body: Schemas['GatesOpinionDraft']) =>
  post('/gates/applications/{id}/opinions', { path: { id }, intent, body });

export const reportCondition = (id: string, version: number, intent: string, body: Schemas['GatesReportDraft']) =>
  post('/gates/conditions/{id}/report', { path: { id }, version, intent, body });
export const verifyCondition = (id: string, version: number, intent: string, body: Schemas['GatesVerifyDraft']) =>
  post('/gates/conditions/{id}/verify', { path: { id }, version, intent, body });
export const waiveCondition = (id: string, version: number, intent: string, reason: string) =>
  post('/gates/conditions/{id}/waive', { path: { id }, version, intent, body: { reason } });
