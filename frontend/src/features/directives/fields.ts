import type { ListQuery } from '@/api/types';
import { defineFields, type Field, fieldOf } from '@/lib/fields';
import { listQuery, type TableSearch } from '@/ui/table/search';

export const priorities = [
  'ai',
  'online_procedures',
  'data',
  'system_management',
  'work_style',
  'infrastructure',
  'other',
] as const;
const states = ['open', 'reported', 'done', 'withdrawn'] as const;
const progresses = ['not_started', 'underway', 'complete'] as const;

/** What a directive is described by: what the meeting wrote, then what follows. */
export const directiveFields: Field[] = defineFields('directives', [
  { key: 'title', kind: 'text', section: 'what', required: true, maxLength: 200, column: 'shown', width: 18 },
  { key: 'state', kind: 'choice', options: states, derived: true, column: 'shown', filter: true },
  { key: 'text', kind: 'longtext', maxLength: 4000 },
  { key: 'priority', kind: 'choice', required: true, options: priorities, column: 'shown', filter: true },
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
  { key: 'postId', kind: 'ref', noun: 'posts', nameKey: 'postName', nameEnKey: 'postNameEn', help: true },
  { key: 'dueOn', kind: 'date', required: true, column: 'shown', sortable: true },
  { key: 'meetingNumber', kind: 'number', section: 'course', derived: true, column: 'shown' },
  { key: 'code', kind: 'code', derived: true, column: 'offered', sortable: true },
  { key: 'givenOn', kind: 'date', derived: true, column: 'offered', sortable: true },
  { key: 'progress', kind: 'choice', options: progresses, derived: true, column: 'shown' },
  { key: 'reportedOn', kind: 'date', derived: true, column: 'offered' },
  { key: 'settledOn', kind: 'date', derived: true, column: 'offered' },
  { key: 'settledNote', kind: 'longtext', derived: true },
  { key: 'settledById', kind: 'ref', noun: 'people', nameKey: 'settledByName', derived: true },
  { key: 'reportedById', kind: 'ref', noun: 'people', nameKey: 'reportedByName', derived: true },
  { key: 'meetingId', kind: 'ref', noun: 'meetings', nameKey: 'meetingName', derived: true },
  { key: 'itemId', kind: 'ref', noun: 'meetings', nameKey: 'itemName', derived: true },
  { key: 'opinionId', kind: 'ref', noun: 'meetings', nameKey: 'opinionName', derived: true },
  { key: 'updatedAt', kind: 'instant', derived: true, column: 'offered', sortable: true },
]);

/** A change says why. */
export const directiveEdit: Field[] = [
  ...directiveFields,
  ...defineFields('directives', [{ key: 'reason', kind: 'longtext', section: 'why', required: true, maxLength: 500 }]),
];

/** What a section says of a directive. */
export const reportFields: Field[] = defineFields('directives', [
  { key: 'progress', kind: 'choice', inline: true, required: true, options: progresses, section: 'report', help: true },
  { key: 'text', kind: 'longtext', required: true, maxLength: 4000 },
  { key: 'asOf', kind: 'date', help: true },
]);

const only = { kind: 'choice', options: ['true'], derived: true } as const;

export const directiveFacets: Field[] = [
  ...['state'].flatMap((key) => fieldOf(directiveFields, key) ?? []),
  ...defineFields('directives', [{ key: 'overdue', ...only, words: 'directives:only.overdue' }]),
  ...['priority', 'ownerId'].flatMap((key) => fieldOf(directiveFields, key) ?? []),
];

/** Filters that come with a figure. */
export const directiveNarrowed: Field[] = defineFields('directives', [
  { key: 'unreported', ...only, words: 'directives:only.unreported' },
  { key: 'meetingId', kind: 'ref', noun: 'meetings', nameKey: 'meetingName', derived: true },
  { key: 'itemId', kind: 'ref', noun: 'meetings', nameKey: 'itemName', derived: true },
]);

export const directiveFilters = [...directiveFacets, ...directiveNarrowed].map((f) => f.key);
export const directiveSort = 'pressing';
export const directivesQuery = (search: TableSearch): ListQuery => listQuery(search, directiveFilters, directiveSort);
