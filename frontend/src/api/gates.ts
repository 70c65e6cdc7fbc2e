import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, post, put } from './http';
import type { Outcome, Reason, Step, Tier } from './projects';
import { keyOf, listOptions } from './queries';
import type { Can, ListQuery, Page, Recorded } from './types';

export type Authority = 'cio' | 'ict_director' | 'sysmgmt_director' | 'headquarters';
export type Status = 'met' | 'unmet' | 'waived' | 'stale';
export type Action = 'submit' | 'decide';
export type Dca = 'green' | 'amber_green' | 'amber' | 'amber_red' | 'red';
export type Criticality = 'critical' | 'essential' | 'recommended';
export type AnswerValue = 'conform' | 'nonconform' | 'not_applicable' | '';
export type ApplicationState =
  | 'draft'
  | 'submitted'
  | 'coordination'
  | 'review'
  | 'decided'
  | 'conditions'
  | 'done'
  | 'withdrawn';
export type ConditionState = 'open' | 'reported' | 'verified' | 'waived';

export interface Criterion {
  id: string;
  no: number;
  text: string;
  textEn: string;
  short?: string;
  shortEn?: string;
  tiers: Tier[];
  required: boolean;
  evidenceRequired: boolean;
  /** Name of the live check, where the records answer. */
  live?: string;
  /** A person answers. */
  answer: boolean;
  staleAfterDays: number;
}

export interface Gate {
  id: string;
  name: string;
  nameEn: string;
  when: string;
  whenEn: string;
  headquarters: boolean;
  documents: string[];
  requiredDocuments: string[] | null;
  criteria: Criterion[];
}

export interface DocumentDef {
  kind: string;
  name: string;
  nameEn: string;
  /** Made by the decision, not handed in. */
  issued: boolean;
}

/** The city's gate set, as policies/gates.yaml states it. */
export interface GateSet {
  version: number;
  tiers: Record<
    Tier,
    { name: string; nameEn: string; gates: string[]; decider: Authority; deliveryConfidence: boolean; short: boolean }
  >;
  retirement: string;
  documents: DocumentDef[];
  gates: Gate[];
}

export interface Proof {
  noun: string;
  id: string;
  label: string;
  href: string;
  date?: string;
}

export interface Mend {
  permission: string;
  roles: string[];
  personIds: string[];
  href: string;
}

export interface CriterionResult {
  id: string;
  no: number;
  text: string;
  textEn: string;
  required: boolean;
  evidenceRequired: boolean;
  live?: string;
  status: Status;
  why: Reason;
  proof: Proof[];
  mend?: Mend;
}

export interface RuleResult {
  rule: string;
  status: Status;
  why: Reason;
}

export interface Counts {
  met: number;
  unmet: number;
  waived: number;
  stale: number;
  total: number;
}

/** How every criterion and rule stood, as a decision keeps it. */
export interface Judged {
  gate: string;
  round: number;
  ready: boolean;
  action: Action;
  asOf: string;
  criteria: CriterionResult[];
  rules: RuleResult[];
  counts: Counts;
}

export interface Name {
  name: string;
  nameEn?: string;
}

export interface Readiness extends Judged {
  applicationId?: string;
  tier: Tier;
  /** Criteria and rules that block. */
  unmet: string[];
  people: Record<string, Name>;
  can?: Can;
}

export interface RoundRef {
  id: string;
  round: number;
  state: ApplicationState;
  outcome: Outcome | '';
  number?: string;
  submittedAt?: string;
  decidedAt?: string;
}

export interface GateView extends Step {
  name: string;
  nameEn: string;
  applicationId?: string;
  number?: string;
  skipReason?: string;
  deciders: Authority[];
  openConditions: { critical: number; essential: number; recommended: number; overdue: number };
  rounds: RoundRef[];
  can: Can;
}

export interface Stepper {
  projectId: string;
  code: string;
  tier: Tier;
  nextGate: string;
  asOf: string;
  gates: GateView[];
  execution: { stage: 'contract' | 'go_live'; gate?: string; ready: boolean; rules: RuleResult[] }[];
}

export interface Evidence {
  kind: string;
  title: string;
  reference: string;
  date?: string;
}

export interface Answer {
  criterionId: string;
  answer: AnswerValue;
  evidence: Evidence[] | null;
  comment: string;
  reason: string;
}

export interface GateDocument {
  kind: string;
  title: string;
  version: string;
  reference: string;
  date?: string;
}

export interface Opinion extends Recorded {
  reviewerId: string;
  reviewerName: string;
  reviewerNameEn?: string;
  dca?: Dca;
  dcaScale?: number;
  comment: string;
  recommendation?: Outcome;
  at: string;
}

export interface Decision {
  id: string;
  outcome: Outcome;
  reason: string;
  number?: string;
  decidedAt: string;
  deciderId: string;
  deciderName: string;
  deciderNameEn?: string;
  deciderTitle: string;
  deciderTitleEn?: string;
  authority: Authority;
  substituteFor?: string;
  policySha: string;
  readiness: Judged;
}

export interface ConditionDraft {
  text: string;
  criticality: Criticality | '';
  ownerId: string;
  dueOn?: string;
  dueGate?: string;
}

export interface Condition extends Recorded, ConditionDraft {
  applicationId: string;
  projectId: string;
  projectCode: string;
  projectName: string;
  projectNameEn?: string;
  gate: string;
  no: number;
  tier: Tier;
  ownerName: string;
  ownerNameEn?: string;
  state: ConditionState;
  evidence: Evidence[] | null;
  comment?: string;
  reportedByName?: string;
  reportedByNameEn?: string;
  reportedAt?: string;
  verifiedByName?: string;
  verifiedByNameEn?: string;
  verifiedAt?: string;
  verifyComment?: string;
  waivedByName?: string;
  waivedByNameEn?: string;
  waivedAt?: string;
  waivedReason?: string;
  overdue: boolean;
}

export interface ApplicationDraft {
  answers: Answer[];
  documents: GateDocument[];
  preparedBy: string[];
}

export interface Application extends Recorded, ApplicationDraft {
  projectId: string;
  projectCode: string;
  projectName: string;
  projectNameEn?: string;
  gate: string;
  round: number;
  tier: Tier;
  state: ApplicationState;
  outcome: Outcome | '';
  number?: string;
  applicantId: string;
  applicantName: string;
  applicantNameEn?: string;
  headId?: string;
  submittedBy?: string;
  reviewers: string[];
  submittedAt?: string;
  startedAt?: string;
  decidedAt?: string;
  dueOn?: string;
  /** The worst delivery confidence of the opinions. */
  dca?: Dca;
  deciders: Authority[];
  opinions: Opinion[];
  decision?: Decision;
  conditions: Condition[];
  rounds: RoundRef[];
  people: Record<string, Name>;
}

const noun = 'gates';
const at = (projectId: string, gate: string) => `/projects/${projectId}/gates/${gate}`;

/** The gate set changes only with the program's configuration. */
export const gateSetOptions = () =>
  queryOptions({
    queryKey: [noun, 'sets'],
    queryFn: ({ signal }) => get<GateSet>('/gates/sets', undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const stepperOptions = (projectId: string) =>
  queryOptions({
    queryKey: keyOf.part('projects', projectId, 'gates'),
    queryFn: ({ signal }) => get<Stepper>(`/projects/${projectId}/gates`, undefined, signal),
  });

/** Readiness follows from records of every noun, so it is asked anew each time it comes into sight. */
export const readinessOptions = (projectId: string, gate: string) =>
  queryOptions({
    queryKey: [...keyOf.part('projects', projectId, 'gates'), gate, 'readiness'],
    queryFn: ({ signal }) => get<Readiness>(`${at(projectId, gate)}/readiness`, undefined, signal),
    staleTime: 0,
  });

export const applicationOptions = (id: string) =>
  queryOptions({
    queryKey: keyOf.one(noun, id),
    queryFn: ({ signal }) => get<Application>(`/gates/applications/${id}`, undefined, signal),
  });

export interface ApplicationItem extends Recorded {
  projectId: string;
  projectCode: string;
  projectName: string;
  projectNameEn?: string;
  gate: string;
  round: number;
  tier: Tier;
  state: ApplicationState;
  outcome: Outcome | '';
  number?: string;
  applicantId: string;
  applicantName: string;
  applicantNameEn?: string;
  submittedAt?: string;
  decidedAt?: string;
  dueOn?: string;
  /** How many were asked to review, and how many have given their opinion. */
  reviewers: number;
  opinions: number;
  openConditions: number;
}

export const applicationsOptions = (query: ListQuery) =>
  listOptions<ApplicationItem>(noun, query, '/gates/applications');
/** Conditions stand under the gates' key, since each write to either changes both. */
export const conditionsOptions = (query: ListQuery) =>
  queryOptions({
    queryKey: [noun, 'conditions', query],
    queryFn: ({ signal }) => get<Page<Condition>>('/gates/conditions', query, signal),
    placeholderData: keepPreviousData,
  });

export const openRound = (projectId: string, gate: string, intent: string) =>
  post<Application>(`${at(projectId, gate)}/applications`, { intent });
export const skipGate = (projectId: string, gate: string, intent: string, reason: string) =>
  post<Stepper>(`${at(projectId, gate)}/skip`, { intent, body: { reason } });

export const saveApplication = (id: string, body: ApplicationDraft, version: number) =>
  put<Application>(`/gates/applications/${id}`, { body, version });

export type ApplicationAct = 'submit' | 'withdraw' | 'coordinate' | 'start' | 'decisions';
export const actOnApplication = (id: string, act: ApplicationAct, version: number, intent: string, body?: object) =>
  post<Application>(`/gates/applications/${id}/${act}`, { version, intent, body });

/** An opinion stands beside the application and needs no version of it. */
export const giveOpinion = (id: string, intent: string, body: object) =>
  post<Application>(`/gates/applications/${id}/opinions`, { intent, body });

export type ConditionAct = 'report' | 'verify' | 'waive';
export const actOnCondition = (id: string, act: ConditionAct, version: number, intent: string, body: object) =>
  post<Condition>(`/gates/conditions/${id}/${act}`, { version, intent, body });
