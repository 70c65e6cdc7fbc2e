import { defineFields, type Field } from '@/lib/fields';

export const levels = ['low', 'medium', 'high', 'critical'] as const;
export const healths = ['green', 'amber', 'red', 'unknown'] as const;
export const states = ['draft', 'active', 'execution', 'completed', 'stopped'] as const;
export const gateIds = ['G0', 'G1', 'G2', 'G3', 'G4', 'G5', 'G6', 'GX'] as const;

/** A project: what people write, then what follows from other records. */
export const projectFields: Field[] = defineFields('projects', [
  {
    section: 'main',
    key: 'code',
    kind: 'code',
    required: true,
    maxLength: 40,
    help: true,
    column: 'shown',
    sortable: true,
    width: 18,
  },
  { key: 'name', kind: 'text', required: true, maxLength: 200 },
  { key: 'kana', kind: 'text', maxLength: 200, help: true },
  { key: 'nameEn', kind: 'text', maxLength: 200 },
  { key: 'purpose', kind: 'longtext', maxLength: 4000, help: true },
  {
    section: 'people',
    key: 'applicantId',
    kind: 'ref',
    noun: 'organisations',
    nameKey: 'applicantName',
    nameEnKey: 'applicantNameEn',
    required: true,
    help: true,
    filter: true,
    column: 'shown',
    width: 9,
  },
  {
    key: 'managerId',
    kind: 'ref',
    noun: 'people',
    nameKey: 'managerName',
    nameEnKey: 'managerNameEn',
    required: true,
    help: true,
    column: 'offered',
    width: 9,
  },
  { key: 'headId', kind: 'ref', noun: 'people', nameKey: 'headName', nameEnKey: 'headNameEn', help: true },
  { key: 'memberIds', kind: 'refs', noun: 'people', nameKey: 'members', help: true },
  { section: 'scope', key: 'systemIds', kind: 'refs', noun: 'systems', nameKey: 'systems', help: true },
  { key: 'buildCost', kind: 'yen', min: 0, help: true },
  { key: 'runCost', kind: 'yen', min: 0, help: true },
  {
    key: 'riskLevel',
    kind: 'choice',
    options: levels,
    words: 'projects:level',
    help: true,
    filter: true,
    column: 'offered',
  },
  { key: 'hqDesignated', kind: 'flag', help: true },
  { section: 'plan', key: 'startOn', kind: 'date' },
  { key: 'finishOn', kind: 'date', help: true, column: 'offered', sortable: true },
  {
    section: 'derived',
    key: 'declaredHealth',
    kind: 'choice',
    options: ['red', 'amber', 'green', 'unknown', 'none'],
    words: 'projects:health',
    derived: true,
    filter: true,
  },
  { key: 'reportStale', kind: 'choice', options: ['true'], derived: true, filter: true },
  { key: 'state', kind: 'choice', options: states, derived: true, filter: true, column: 'offered' },
  { key: 'tier', kind: 'choice', options: ['A', 'B', 'C'], derived: true, filter: true },
  { key: 'nextGate', kind: 'choice', options: gateIds, words: 'projects:gate', derived: true, filter: true },
  { key: 'totalCost', kind: 'yen', derived: true, column: 'offered' },
  { key: 'stopReason', kind: 'longtext', derived: true },
  { key: 'activatedOn', kind: 'date', derived: true },
  { key: 'executionStartedOn', kind: 'date', derived: true },
  { key: 'endedOn', kind: 'date', derived: true },
  { key: 'baselineFinishOn', kind: 'date', derived: true },
]);

export const milestoneFields: Field[] = defineFields('milestones', [
  { section: 'main', key: 'name', kind: 'text', required: true, maxLength: 200 },
  { key: 'gate', kind: 'choice', options: gateIds, words: 'projects:gate', help: true },
  { key: 'baselineOn', kind: 'date', help: true },
  { key: 'forecastOn', kind: 'date', help: true },
  { key: 'actualOn', kind: 'date', help: true },
  { key: 'currentOn', kind: 'date', derived: true },
]);

const rating = (key: string) =>
  ({
    key,
    kind: 'choice',
    options: healths,
    words: 'projects:health',
    inline: true,
    required: true,
    help: true,
  }) as const;

/** What a report rates, the whole first. */
export const dimensions = ['overall', 'scope', 'schedule', 'cost', 'quality', 'risk'] as const;

export const reportFields: Field[] = defineFields('reports', [
  { section: 'main', key: 'asOf', kind: 'date', required: true, help: true },
  { key: 'summary', kind: 'longtext', required: true, maxLength: 4000, help: true },
  { section: 'ratings', ...rating('overall') },
  rating('scope'),
  rating('schedule'),
  rating('cost'),
  rating('quality'),
  rating('risk'),
  { key: 'progress', kind: 'percent', min: 0, max: 100, help: true },
  { section: 'texts', key: 'achieved', kind: 'longtext', maxLength: 4000 },
  { key: 'nextSteps', kind: 'longtext', maxLength: 4000 },
  { key: 'issues', kind: 'longtext', maxLength: 4000, help: true },
  { key: 'state', kind: 'choice', options: ['draft', 'published'], derived: true },
  { key: 'publishedAt', kind: 'instant', derived: true },
]);

/** Impact and likelihood have words for each step; the API counts them. */
const scale = ['1', '2', '3', '4', '5'] as const;

export const riskFields: Field[] = defineFields('risks', [
  {
    section: 'main',
    key: 'kind',
    kind: 'choice',
    options: ['risk', 'issue'],
    inline: true,
    required: true,
    help: true,
  },
  { key: 'title', kind: 'text', required: true, maxLength: 200 },
  { key: 'description', kind: 'longtext', maxLength: 4000 },
  { section: 'rating', key: 'impact', kind: 'choice', options: scale, required: true, help: true },
  { key: 'likelihood', kind: 'choice', options: scale, required: true, help: true },
  {
    section: 'response',
    key: 'state',
    kind: 'choice',
    options: ['open', 'mitigating', 'closed'],
    inline: true,
    required: true,
  },
  { key: 'ownerId', kind: 'ref', noun: 'people', nameKey: 'ownerName', nameEnKey: 'ownerNameEn', help: true },
  { key: 'dueOn', kind: 'date' },
  { key: 'response', kind: 'longtext', maxLength: 4000 },
]);

/** The fields of whatever stands in a project's history, by the ledger's name of its kind. */
export const fieldsOf = (noun: string): readonly Field[] =>
  ({ project_milestones: milestoneFields, project_reports: reportFields, project_risks: riskFields })[noun] ??
  projectFields;
