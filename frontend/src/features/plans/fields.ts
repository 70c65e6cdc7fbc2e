import type { ListQuery } from '@/api/types';
import { defineFields, fieldOf } from '@/lib/fields';
import { listQuery, type TableSearch } from '@/ui/table/search';

export const themeFields = [
  'ai',
  'online_procedures',
  'data',
  'system_management',
  'work_style',
  'infrastructure',
  'other',
] as const;

/** What an edition of the strategy is described by. */
export const strategyFields = defineFields('strategies', [
  { key: 'name', kind: 'text', section: 'identity', required: true, maxLength: 200 },
  { key: 'code', kind: 'code', required: true, maxLength: 40 },
  { key: 'nameEn', kind: 'text', maxLength: 200 },
  { key: 'edition', kind: 'number', required: true },
  { key: 'decidedOn', kind: 'date', help: true },
  { key: 'summary', kind: 'longtext', maxLength: 4000 },
]);
export const strategyEdit = [
  ...strategyFields,
  ...defineFields('strategies', [{ key: 'reason', kind: 'longtext', section: 'why', maxLength: 500 }]),
];

/** What a plan is described by. */
export const planFields = defineFields('plans', [
  { key: 'name', kind: 'text', section: 'identity', required: true, maxLength: 200 },
  { key: 'code', kind: 'code', required: true, maxLength: 40 },
  { key: 'nameEn', kind: 'text', maxLength: 200 },
  {
    key: 'strategyId',
    kind: 'ref',
    noun: 'strategies',
    nameKey: 'strategyName',
    nameEnKey: 'strategyNameEn',
    required: true,
  },
  { key: 'fyFrom', kind: 'fiscalYear', required: true },
  { key: 'fyTo', kind: 'fiscalYear', required: true },
  { key: 'summary', kind: 'longtext', maxLength: 4000 },
  { key: 'state', kind: 'choice', options: ['draft', 'approved', 'closed'], derived: true },
  { key: 'proposedOn', kind: 'date', derived: true },
  { key: 'approvedOn', kind: 'date', derived: true },
  { key: 'approvedMeeting', kind: 'text', derived: true },
  { key: 'closedOn', kind: 'date', derived: true },
]);
export const planEdit = [
  ...planFields,
  ...defineFields('plans', [{ key: 'reason', kind: 'longtext', section: 'why', maxLength: 500, help: true }]),
];

/** What an action is described by, in the order in which the form asks it. */
export const actionFields = defineFields('actions', [
  { key: 'name', kind: 'text', section: 'identity', required: true, maxLength: 200, column: 'shown', width: 16 },
  { key: 'code', kind: 'code', required: true, maxLength: 40, column: 'shown', sortable: true },
  { key: 'kana', kind: 'text', maxLength: 200 },
  { key: 'nameEn', kind: 'text', maxLength: 200 },
  {
    key: 'themeId',
    kind: 'ref',
    noun: 'themes',
    nameKey: 'themeName',
    nameEnKey: 'themeNameEn',
    required: true,
    column: 'shown',
  },
  {
    key: 'ownerId',
    kind: 'ref',
    noun: 'organisations',
    nameKey: 'ownerName',
    nameEnKey: 'ownerNameEn',
    required: true,
    column: 'shown',
    filter: true,
  },
  { key: 'personId', kind: 'ref', noun: 'people', nameKey: 'personName', nameEnKey: 'personNameEn', column: 'offered' },
  { key: 'summary', kind: 'longtext', maxLength: 4000 },
  { key: 'startsOn', kind: 'date', section: 'schedule', required: true, column: 'offered' },
  { key: 'endsOn', kind: 'date', required: true, column: 'offered', sortable: true },
  {
    key: 'milestones',
    kind: 'rows',
    help: true,
    fields: [
      { key: 'quarter', kind: 'code', required: true, maxLength: 6 },
      { key: 'text', kind: 'text', required: true, maxLength: 300 },
      { key: 'doneOn', kind: 'date' },
    ],
  },
  { key: 'projectIds', kind: 'refs', section: 'links', noun: 'projects' },
  { key: 'systemIds', kind: 'refs', noun: 'systems' },
  { key: 'budgetNote', kind: 'longtext', maxLength: 1000 },
  { key: 'addedWhy', kind: 'longtext', section: 'added', maxLength: 1000, help: true },
  { key: 'addedOn', kind: 'date', help: true },

  {
    key: 'evidence',
    kind: 'choice',
    section: 'standing',
    options: ['behind', 'unknown', 'on_track', 'not_started', 'ended'],
    derived: true,
    column: 'shown',
    filter: true,
  },
  {
    key: 'declared',
    kind: 'choice',
    options: ['on_track', 'at_risk', 'behind', 'completed', 'none'],
    derived: true,
    column: 'shown',
    filter: true,
  },
  {
    key: 'outcome',
    kind: 'choice',
    options: ['running', 'achieved', 'continuing', 'withdrawn'],
    derived: true,
    column: 'shown',
    filter: true,
  },
  { key: 'origin', kind: 'choice', options: ['initial', 'added'], derived: true, column: 'offered', filter: true },
  {
    key: 'kpiState',
    kind: 'choice',
    options: ['met', 'below', 'unmeasured', 'incomplete', 'none'],
    derived: true,
    column: 'offered',
    filter: true,
  },
  { key: 'field', kind: 'choice', options: themeFields, derived: true, filter: true, words: 'plans:themeField' },
  { key: 'progress', kind: 'percent', derived: true, column: 'offered' },
  { key: 'reportedOn', kind: 'date', derived: true, column: 'offered', sortable: true },
  { key: 'outcomeOn', kind: 'date', derived: true },
  { key: 'outcomeReason', kind: 'longtext', derived: true },
  { key: 'carriedFromId', kind: 'ref', noun: 'actions', derived: true },
  { key: 'revisions', kind: 'number', derived: true },
  { key: 'updatedAt', kind: 'instant', derived: true, column: 'offered', sortable: true },
]);
export const actionEdit = [
  ...actionFields,
  ...defineFields('actions', [{ key: 'reason', kind: 'longtext', section: 'why', maxLength: 500, help: true }]),
];

export const actionFacets = ['evidence', 'outcome', 'field', 'declared', 'origin', 'kpiState', 'ownerId'].flatMap(
  (key) => fieldOf(actionFields, key) ?? [],
);

/** Every filter of the list; those without a facet come from figures. */
export const actionFilters = [
  ...actionFacets.map((f) => f.key),
  ...['planId', 'themeId', 'personId', 'disagree', 'kpiMissing', 'systemId', 'projectId', 'fiscalYear'],
  ...['milestone', 'milestoneDone', 'revised', 'addedAfter', 'planState'],
];
/** Filters that no facet shows: the list says them in words above itself. */
export const hiddenFilters = actionFilters.filter((k) => !actionFacets.some((f) => f.key === k));
export const actionSort = 'code';
export const actionsQuery = (search: TableSearch): ListQuery => listQuery(search, actionFilters, actionSort);
