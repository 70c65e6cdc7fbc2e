import { queryOptions } from '@tanstack/react-query';
import { del, get, post, put, type Schemas } from './client';
import { type Asked, facetsOptions, keyOf, listOptions, oneOptions } from './queries';

export type FindingDraft = Schemas['FindingsDraft'];
/** The draft with the reason for the ledger. */
export type FindingEdit = Schemas['FindingsEdit'];
export type FindingItem = Schemas['FindingsItem'];
export type Finding = Schemas['FindingsDetail'];
export type FindingState = Finding['effectiveState'];
export type Band = FindingItem['band'];
export type FindingStep = Schemas['FindingsStep'];
export type Extension = Schemas['FindingsExtension'];
export type Acceptance = Schemas['FindingsAcceptance'];
export type Summary = Schemas['FindingsSummary'];
export type FollowUp = Schemas['FindingsFollowUp'];

/** The record that a summary is about; without one, all that the reader may see. */
export interface FindingScope {
  sectionId?: string;
  systemId?: string;
  projectId?: string;
}

const noun = 'findings';

export const findingsOptions = (query: Asked<'/findings'>) => listOptions('/findings', query);
export const findingFacetsOptions = (query: Asked<'/findings/facets'>) => facetsOptions('/findings/facets', query);
export const findingOptions = (id: string) => oneOptions(noun, id);
export const summaryOptions = (scope: FindingScope) =>
  queryOptions({
    queryKey: [noun, 'summary', scope],
    queryFn: ({ signal }) => get('/findings/summary', { query: scope, signal }),
  });
export const followUpOptions = () =>
  queryOptions({
    queryKey: [noun, 'follow-up'],
    queryFn: ({ signal }) => get('/findings/follow-up', { signal }),
  });
/** Earlier findings that one may repeat. */
export const repeatsOptions = (f: Pick<Finding, 'id' | 'theme' | 'sectionId' | 'systemIds'>) =>
  queryOptions({
    queryKey: keyOf.part(noun, f.id, 'repeats'),
    queryFn: ({ signal }) =>
      get('/findings/repeats', {
        query: { theme: f.theme, sectionId: f.sectionId, systemIds: (f.systemIds ?? []).join(','), except: f.id },
        signal,
      }),
  });

export const createFinding = (body: FindingDraft, intent: string) => post('/findings', { body, intent });
export const updateFinding = (id: string, body: FindingEdit, version: number) =>
  put('/findings/{id}', { path: { id }, body, version });
export const deleteFinding = (id: string, version: number, reason: string) =>
  del('/findings/{id}', { path: { id }, version, query: { reason } });

/** What a step is sent with: the version that the reader saw, and one key for one intent. */
interface Sent {
  id: string;
  version: number;
  intent: string;
}

/** Every step of a finding by its name in `can`; the body is what the step's dialogue asks. */
export const findingSteps = {
  notify: ({ id, ...s }: Sent, body: Schemas['FindingsNotice']) =>
    post('/findings/{id}/notify', { path: { id }, ...s, body }),
  receive: ({ id, ...s }: Sent) => post('/findings/{id}/receive', { path: { id }, ...s }),
  answer: ({ id, ...s }: Sent, body: Schemas['FindingsAnswerDraft']) =>
    post('/findings/{id}/answer', { path: { id }, ...s, body }),
  approvePlan: ({ id, ...s }: Sent, body: Schemas['FindingsComment']) =>
    post('/findings/{id}/plan/approve', { path: { id }, ...s, body }),
  returnPlan: ({ id, ...s }: Sent, body: Schemas['FindingsReason']) =>
    post('/findings/{id}/plan/return', { path: { id }, ...s, body }),
  report: ({ id, ...s }: Sent, body: Schemas['FindingsReportDraft']) =>
    post('/findings/{id}/report', { path: { id }, ...s, body }),
  requestExtension: ({ id, ...s }: Sent, body: Schemas['FindingsExtensionDraft']) =>
    post('/findings/{id}/extension', { path: { id }, ...s, body }),
  decideExtension: ({ id, ...s }: Sent, body: Schemas['FindingsExtensionDecision']) =>
    post('/findings/{id}/extension/decide', { path: { id }, ...s, body }),
  requestAcceptance: ({ id, ...s }: Sent, body: Schemas['FindingsAcceptanceDraft']) =>
    post('/findings/{id}/acceptance', { path: { id }, ...s, body }),
  decideAcceptance: ({ id, ...s }: Sent, body: Schemas['FindingsAcceptDraft']) =>
    post('/findings/{id}/acceptance/decide', { path: { id }, ...s, body }),
  startVerification: ({ id, ...s }: Sent) => post('/findings/{id}/verification', { path: { id }, ...s }),
  close: ({ id, ...s }: Sent, body: Schemas['FindingsVerifyDraft']) =>
    post('/findings/{id}/close', { path: { id }, ...s, body }),
  sendBack: ({ id, ...s }: Sent, body: Schemas['FindingsReturn']) =>
    post('/findings/{id}/send-back', { path: { id }, ...s, body }),
  withdraw: ({ id, ...s }: Sent, body: Schemas['FindingsReason']) =>
    post('/findings/{id}/withdraw', { path: { id }, ...s, body }),
};
export type StepName = keyof typeof findingSteps;
