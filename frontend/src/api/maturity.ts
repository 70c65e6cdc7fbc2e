import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { del, get, post, put, type Query, type Schemas } from './client';
import { type Asked, facetsOptions, keyOf, listOptions, oneOptions } from './queries';

/** The heat map of a year. */
export type Overview = Schemas['MaturityOverview'];
export type UnitRow = Schemas['MaturityUnitRow'];
export type Cell = Schemas['MaturityCell'];
export type Value = Schemas['MaturityValue'];
export type UnitStory = Schemas['MaturityUnit'];
export type Step = Schemas['MaturityStep'];
export type Blocker = Schemas['MaturityBlocker'];
export type ModelItem = Schemas['MaturityModelItem'];
export type Model = Schemas['MaturityModel'];
export type Group = Schemas['MaturityGroup'];

export type AppraisalItem = Schemas['MaturityItem'];
export type Appraisal = Schemas['MaturityDetail'];
export type AppraisalDraft = Schemas['MaturityNewDraft'];
export type AppraisalEdit = Schemas['MaturityEdit'];
export type AreaSummary = Schemas['MaturityAreaSummary'];
export type AreaStatus = AreaSummary['status'];

export type AreaDetail = Schemas['MaturityAreaDetail'];
export type AreaEdit = Schemas['MaturityAreaEdit'];
export type Rating = Schemas['MaturityRating'];
export type Label = NonNullable<Rating['label']>;
export type GoalNote = Schemas['MaturityGoalNote'];
export type PracticeResult = Schemas['MaturityPracticeResult'];
export type GroupResult = Schemas['MaturityGroupResult'];
export type JudgementDraft = Schemas['MaturityJudgementDraft'];

export type TargetItem = Schemas['MaturityTargetItem'];
export type TargetDraft = Schemas['MaturityTargetDraft'];
export type TargetEdit = Schemas['MaturityTargetEdit'];

const appraisals = 'maturity/appraisals';
const targets = 'maturity/targets';

export const overviewOptions = (query: Query<'/maturity'>) =>
  queryOptions({
    queryKey: ['maturity', 'overview', query],
    queryFn: ({ signal }) => get('/maturity', { query, signal }),
    placeholderData: keepPreviousData,
  });
export const unitOptions = (id: string, model: string) =>
  queryOptions({
    queryKey: ['maturity', 'unit', id, model],
    queryFn: ({ signal }) => get('/maturity/units/{id}', { path: { id }, query: { model }, signal }),
    enabled: id !== '',
  });

/** Models change only with the program's configuration. */
export const modelsOptions = () =>
  queryOptions({
    queryKey: ['maturity', 'models'],
    queryFn: ({ signal }) => get('/maturity/models', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
export const modelOptions = (id: string) =>
  queryOptions({
    queryKey: ['maturity', 'models', id],
    queryFn: ({ signal }) => get('/maturity/models/{id}', { path: { id }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: id !== '',
  });

export const appraisalsOptions = (query: Asked<'/maturity/appraisals'>) => listOptions('/maturity/appraisals', query);
export const appraisalFacetsOptions = (query: Asked<'/maturity/appraisals/facets'>) =>
  facetsOptions('/maturity/appraisals/facets', query);
export const appraisalOptions = (id: string) => oneOptions(appraisals, id);
export const areaOptions = (id: string, area: string) =>
  queryOptions({
    queryKey: keyOf.part(appraisals, id, area),
    queryFn: ({ signal }) => get('/maturity/appraisals/{id}/areas/{area}', { path: { id, area }, signal }),
  });

export const createAppraisal = (body: AppraisalDraft, intent: string) => post('/maturity/appraisals', { body, intent });
export const updateAppraisal = (id: string, body: AppraisalEdit, version: number) =>
  put('/maturity/appraisals/{id}', { path: { id }, body, version });
export const deleteAppraisal = (id: string, version: number, reason: string) =>
  del('/maturity/appraisals/{id}', { path: { id }, version, query: { reason } });
export const saveArea = (id: string, area: string, body: AreaEdit, version: number) =>
  put('/maturity/appraisals/{id}/areas/{area}', { path: { id, area }, body, version });
export const judgePractice = (id: string, area: string, body: JudgementDraft, version: number, intent: string) =>
  post('/maturity/appraisals/{id}/areas/{area}/judge', { path: { id, area }, body, version, intent });
export const submitAppraisal = (id: string, version: number, intent: string) =>
  post('/maturity/appraisals/{id}/submit', { path: { id }, version, intent });
export const returnAppraisal = (id: string, version: number, intent: string, reason: string) =>
  post('/maturity/appraisals/{id}/return', { path: { id }, version, intent, body: { reason } });
export const confirmAppraisal = (id: string, version: number, intent: string) =>
  post('/maturity/appraisals/{id}/confirm', { path: { id }, version, intent });
export const makeAction = (id: string, body: Schemas['MaturityStepDraft'], intent: string) =>
  post('/maturity/appraisals/{id}/actions', { path: { id }, body, intent });

export const targetsOptions = (query: Asked<'/maturity/targets'>) => listOptions('/maturity/targets', query);
export const targetOptions = (id: string) => oneOptions(targets, id);
export const createTarget = (body: TargetDraft, intent: string) => post('/maturity/targets', { body, intent });
export const updateTarget = (id: string, body: TargetEdit, version: number) =>
  put('/maturity/targets/{id}', { path: { id }, body, version });
export const deleteTarget = (id: string, version: number, reason: string) =>
  del('/maturity/targets/{id}', { path: { id }, version, query: { reason } });
