import { queryOptions } from '@tanstack/react-query';
import { del, get, post, put, type Schemas } from './client';
import { type Asked, facetsOptions, keyOf, listOptions, oneOptions } from './queries';

export type ProjectDraft = Schemas['ProjectsDraft'];
export type ProjectItem = Schemas['ProjectsItem'];
export type Project = Schemas['ProjectsDetail'];
export type ProjectState = Project['state'];
export type Tier = Project['tier'];
export type Level = NonNullable<Project['riskLevel']>;
/** What a report declares; a project without one has "". */
export type Health = Schemas['ProjectsReport']['overall'];
/** What the page and a row tell of a project's course. */
export type Figures = Pick<
  Project,
  'declaredHealth' | 'reportedOn' | 'reportAgeDays' | 'reportStale' | 'slipDays' | 'state'
>;
/** A gate of the project's own sequence, by the round that counts. */
export type Step = Schemas['ProjectsGateState'];
/** A rule that applied: a code that the app words, and its values. */
export type Reason = Schemas['ProjectsReason'];
/** A report as the page of a project carries it; `previous` and `can` come with one read by itself. */
export type Report = Schemas['ProjectsReport'];
export type ReportView = Schemas['ProjectsReportView'];
export type Milestone = Schemas['ProjectsMilestoneView'];
export type Baseline = Schemas['ProjectsBaseline'];
export type Risk = Schemas['ProjectsRiskView'];

const noun = 'projects';

export const projectsOptions = (query: Asked<'/projects'>) => listOptions('/projects', query);
export const projectFacetsOptions = (query: Asked<'/projects/facets'>) => facetsOptions('/projects/facets', query);
export const projectOptions = (id: string) => oneOptions(noun, id);

/** There are at most some hundreds of each part, so one page holds what a screen shows. */
const limit = 200;

export const milestonesOptions = (id: string) =>
  queryOptions({
    queryKey: keyOf.part(noun, id, 'milestones'),
    queryFn: ({ signal }) =>
      get('/projects/{id}/milestones', { path: { id }, query: { limit, sort: 'currentOn' }, signal }),
  });

export const reportsOptions = (id: string) =>
  queryOptions({
    queryKey: keyOf.part(noun, id, 'reports'),
    queryFn: ({ signal }) => get('/projects/{id}/reports', { path: { id }, query: { limit, sort: '-asOf' }, signal }),
  });

export const risksOptions = (id: string) =>
  queryOptions({
    queryKey: keyOf.part(noun, id, 'risks'),
    queryFn: ({ signal }) => get('/projects/{id}/risks', { path: { id }, query: { limit, sort: '-score' }, signal }),
  });

export const reportOptions = (id: string, rid: string) =>
  queryOptions({
    queryKey: [...keyOf.part(noun, id, 'reports'), rid],
    queryFn: ({ signal }) => get('/projects/{id}/reports/{rid}', { path: { id, rid }, signal }),
  });

export const createProject = (body: ProjectDraft, intent: string) => post('/projects', { body, intent });
export const updateProject = (id: string, body: ProjectDraft, version: number) =>
  put('/projects/{id}', { path: { id }, body, version });
export const deleteProject = (id: string, version: number, reason: string) =>
  del('/projects/{id}', { path: { id }, version, query: { reason } });

export type ProjectAct = 'activate' | 'execution' | 'complete';
export const actOnProject = (id: string, act: ProjectAct, version: number, intent: string) =>
  post(`/projects/{id}/${act}`, { path: { id }, version, intent });
export const stopProject = (id: string, version: number, intent: string, reason: string) =>
  post('/projects/{id}/stop', { path: { id }, version, intent, body: { reason } });

export const addMilestone = (id: string, body: Schemas['ProjectsMilestoneDraft'], intent: string) =>
  post('/projects/{id}/milestones', { path: { id }, body, intent });
export const updateMilestone = (id: string, mid: string, body: Schemas['ProjectsMilestoneDraft'], version: number) =>
  put('/projects/{id}/milestones/{mid}', { path: { id, mid }, body, version });
export const deleteMilestone = (id: string, mid: string, version: number, reason: string) =>
  del('/projects/{id}/milestones/{mid}', { path: { id, mid }, version, query: { reason } });
export const rebaseline = (
  id: string,
  mid: string,
  version: number,
  intent: string,
  body: Schemas['ProjectsRebasing'],
) => post('/projects/{id}/milestones/{mid}/rebaseline', { path: { id, mid }, version, intent, body });

export const addReport = (id: string, body: Schemas['ProjectsStatusDraft'], intent: string) =>
  post('/projects/{id}/reports', { path: { id }, body, intent });
export const updateReport = (id: string, rid: string, body: Schemas['ProjectsStatusDraft'], version: number) =>
  put('/projects/{id}/reports/{rid}', { path: { id, rid }, body, version });
export const deleteReport = (id: string, rid: string, version: number) =>
  del('/projects/{id}/reports/{rid}', { path: { id, rid }, version });
export const publishReport = (id: string, rid: string, version: number, intent: string) =>
  post('/projects/{id}/reports/{rid}/publish', { path: { id, rid }, version, intent });

export const addRisk = (id: string, body: Schemas['ProjectsRiskDraft'], intent: string) =>
  post('/projects/{id}/risks', { path: { id }, body, intent });
export const updateRisk = (id: string, kid: string, body: Schemas['ProjectsRiskDraft'], version: number) =>
  put('/projects/{id}/risks/{kid}', { path: { id, kid }, body, version });
export const deleteRisk = (id: string, kid: string, version: number, reason: string) =>
  del('/projects/{id}/risks/{kid}', { path: { id, kid }, version, query: { reason } });
