import type { QueryClient } from '@tanstack/react-query';
import type { Schemas } from '@/api/client';
import type { FieldFault } from '@/api/problem';
import {
  addMilestone,
  addReport,
  addRisk,
  milestonesOptions,
  reportsOptions,
  risksOptions,
  updateMilestone,
  updateReport,
  updateRisk,
} from '@/api/projects';
import type { Recorded } from '@/api/types';
import { today } from '@/lib/dates';
import type { Draft, Field } from '@/lib/fields';
import { milestoneFields, reportFields, riskFields } from './fields';

/** A milestone, report or risk as its form holds it. */
export type PartRecord = Recorded & Draft;
export type Part = 'milestones' | 'reports' | 'risks';

/** What the form of a part needs to know of it. */
export interface PartKind {
  fields: readonly Field[];
  defaults: () => Draft;
  /** What the browser can tell before asking the server. */
  check?: (draft: Draft) => FieldFault[];
  /** All of the project's, as they are now. */
  list: (cache: QueryClient, projectId: string) => Promise<PartRecord[]>;
  add: (projectId: string, draft: Draft, intent: string) => Promise<PartRecord>;
  update: (projectId: string, id: string, draft: Draft, version: number) => Promise<PartRecord>;
}

const notAhead = (field: string) => (draft: Draft) =>
  draft[field] && String(draft[field]) > today() ? [{ field, rule: 'future' }] : [];

/** Impact and likelihood are words to choose from in the form, and counted by the API. */
const risk = (draft: Draft) =>
  ({
    ...draft,
    impact: Number(draft.impact),
    likelihood: Number(draft.likelihood),
  }) as unknown as Schemas['ProjectsRiskDraft'];
const chosen = (r: Schemas['ProjectsRiskView']): PartRecord => ({
  ...r,
  impact: String(r.impact),
  likelihood: String(r.likelihood),
});

const milestone = (draft: Draft) => draft as unknown as Schemas['ProjectsMilestoneDraft'];
const report = (draft: Draft) => draft as unknown as Schemas['ProjectsStatusDraft'];

export const parts: Record<Part, PartKind> = {
  milestones: {
    fields: milestoneFields,
    defaults: () => ({}),
    check: notAhead('actualOn'),
    list: async (cache, id) => (await cache.fetchQuery({ ...milestonesOptions(id), staleTime: 0 })).items,
    add: (id, draft, intent) => addMilestone(id, milestone(draft), intent),
    update: (id, mid, draft, version) => updateMilestone(id, mid, milestone(draft), version),
  },
  reports: {
    fields: reportFields,
    defaults: () => ({ asOf: today() }),
    check: notAhead('asOf'),
    list: async (cache, id) => (await cache.fetchQuery({ ...reportsOptions(id), staleTime: 0 })).items,
    add: (id, draft, intent) => addReport(id, report(draft), intent),
    update: (id, rid, draft, version) => updateReport(id, rid, report(draft), version),
  },
  risks: {
    fields: riskFields,
    defaults: () => ({ kind: 'risk', state: 'open' }),
    list: async (cache, id) => (await cache.fetchQuery({ ...risksOptions(id), staleTime: 0 })).items.map(chosen),
    add: (id, draft, intent) => addRisk(id, risk(draft), intent).then(chosen),
    update: (id, kid, draft, version) => updateRisk(id, kid, risk(draft), version).then(chosen),
  },
};
