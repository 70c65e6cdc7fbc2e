import { queryOptions } from '@tanstack/react-query';
import { del, get, post, put } from './http';
import { keyOf, listOptions, oneOptions } from './queries';
import type { ListQuery, Page, Recorded } from './types';

export type Tier = 'A' | 'B' | 'C';
export type ProjectState = 'draft' | 'active' | 'execution' | 'completed' | 'stopped';
export type Level = 'low' | 'medium' | 'high' | 'critical';
/** What a project says of itself; "" before the first report. */
export type Health = 'green' | 'amber' | 'red' | 'unknown';
export type Outcome = 'approved' | 'conditional' | 'returned' | 'deferred' | 'rejected';

/** A gate of the project's own sequence, by the round that counts. */
export interface Step {
  gate: string;
  round?: number;
  state: string;
  outcome: Outcome | '';
  skipped?: boolean;
  plannedOn?: string;
  decidedOn?: string;
}

/** A rule that applied: a code that the app words, and its values. */
export interface Reason {
  code: string;
  params?: Record<string, unknown>;
}

export interface Figures {
  declaredHealth: Health | '';
  reportedOn?: string;
  /** Days against the first baseline; null while unknown. */
  slipDays: number | null;
  nextGate: string;
  gates: Step[];
  reportAgeDays: number | null;
  /** The declared health is too old, or missing too long, to believe. */
  reportStale: boolean;
}

export interface ProjectItem extends Recorded, Figures {
  code: string;
  name: string;
  nameEn?: string;
  applicantId: string;
  applicantName: string;
  applicantNameEn?: string;
  managerId: string;
  managerName: string;
  managerNameEn?: string;
  tier: Tier;
  state: ProjectState;
  riskLevel?: Level | '';
  hqDesignated: boolean;
  totalCost: number;
  startOn?: string;
  finishOn?: string;
}

export interface Named {
  id: string;
  name: string;
  nameEn?: string;
}

export interface Project extends Recorded, Figures {
  code: string;
  name: string;
  kana?: string;
  nameEn?: string;
  purpose?: string;
  applicantId: string;
  applicantName: string;
  applicantNameEn?: string;
  applicantPath?: Named[];
  managerId: string;
  manager: Named;
  headId?: string;
  head?: Named;
  memberIds?: string[];
  members: Named[];
  systemIds?: string[];
  systems: (Named & { code: string; phase: string })[];
  buildCost?: number;
  runCost?: number;
  totalCost: number;
  riskLevel?: Level | '';
  hqDesignated?: boolean;
  startOn?: string;
  finishOn?: string;
  state: ProjectState;
  activatedOn?: string;
  executionStartedOn?: string;
  endedOn?: string;
  stopReason?: string;
  /** The finish as first planned; it never changes. */
  baselineFinishOn?: string;
  tier: Tier;
  tierReasons: Reason[];
  tierNotes: Reason[];
  latestReport?: Report;
}

export interface Report extends Recorded {
  projectId: string;
  asOf: string;
  overall: Health;
  scope: Health;
  schedule: Health;
  cost: Health;
  quality: Health;
  risk: Health;
  summary: string;
  achieved?: string;
  nextSteps?: string;
  issues?: string;
  /** 0 to 100; absent when not measured. */
  progress?: number;
  state: 'draft' | 'published';
  publishedAt?: string;
  publishedByName?: string;
  /** The published report before it; lists leave it out. */
  previous?: Report;
}

export interface Baseline {
  on: string;
  reason: string;
  at: string;
  byName?: string;
}

export interface Milestone extends Recorded {
  projectId: string;
  name: string;
  gate?: string;
  /** The first baseline. */
  baselineOn?: string;
  currentOn?: string;
  forecastOn?: string;
  actualOn?: string;
  baselines: Baseline[];
  slipDays: number | null;
  forecastSlipDays: number | null;
  overdue: boolean;
}

export interface Risk extends Recorded {
  projectId: string;
  kind: 'risk' | 'issue';
  title: string;
  description?: string;
  impact: number;
  likelihood: number;
  score: number;
  band: Level;
  ownerId?: string;
  ownerName?: string;
  ownerNameEn?: string;
  dueOn?: string;
  response?: string;
  state: 'open' | 'mitigating' | 'closed';
  overdue: boolean;
}

const noun = 'projects';
const path = (id: string, ...rest: string[]) => [`/${noun}`, id, ...rest].join('/');

export const projectsOptions = (query: ListQuery) => listOptions<ProjectItem>(noun, query);
export const projectOptions = (id: string) => oneOptions<Project>(noun, id);

/** Rows per value of each property, under the filters given. */
export const projectFacetsOptions = (query: ListQuery) =>
  queryOptions({
    queryKey: [noun, 'facets', query],
    queryFn: ({ signal }) => get<Record<string, Record<string, number>>>('/projects/facets', query, signal),
  });

/** All parts of a project: there are at most some hundreds of each. */
const partsOptions = <T>(id: string, part: string, sort: string) =>
  queryOptions({
    queryKey: keyOf.part(noun, id, part),
    queryFn: ({ signal }) => get<Page<T>>(path(id, part), { limit: 200, sort }, signal),
  });

export const milestonesOptions = (id: string) => partsOptions<Milestone>(id, 'milestones', 'currentOn');
export const reportsOptions = (id: string) => partsOptions<Report>(id, 'reports', '-asOf');
export const risksOptions = (id: string) => partsOptions<Risk>(id, 'risks', '-score');

export const reportOptions = (id: string, reportId: string) =>
  queryOptions({
    queryKey: [...keyOf.part(noun, id, 'reports'), reportId],
    queryFn: ({ signal }) => get<Report>(path(id, 'reports', reportId), undefined, signal),
  });

export const createProject = (body: object, intent: string) => post<Project>('/projects', { body, intent });
export const updateProject = (id: string, body: object, version: number) => put<Project>(path(id), { body, version });
export const deleteProject = (id: string, version: number, reason: string) =>
  del<void>(path(id), { version, query: { reason } });

export type ProjectAct = 'activate' | 'execution' | 'complete' | 'stop';
export const actOnProject = (id: string, act: ProjectAct, version: number, intent: string, body?: object) =>
  post<Project>(path(id, act), { version, intent, body });

export type Part = 'milestones' | 'reports' | 'risks';
export const createPart = <T>(id: string, part: Part, body: object, intent: string) =>
  post<T>(path(id, part), { body, intent });
export const updatePart = <T>(id: string, part: Part, partId: string, body: object, version: number) =>
  put<T>(path(id, part, partId), { body, version });
/** A report's draft goes without a reason; a milestone or risk needs one. */
export const deletePart = (id: string, part: Part, partId: string, version: number, reason?: string) =>
  del<void>(path(id, part, partId), { version, query: { reason } });

export const publishReport = (id: string, reportId: string, version: number, intent: string) =>
  post<Report>(path(id, 'reports', reportId, 'publish'), { version, intent });
export const rebaseline = (
  id: string,
  milestoneId: string,
  version: number,
  intent: string,
  body: { on: string; reason: string },
) => post<Milestone>(path(id, 'milestones', milestoneId, 'rebaseline'), { version, intent, body });
