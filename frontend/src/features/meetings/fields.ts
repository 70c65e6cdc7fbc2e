import type { ListQuery } from '@/api/types';
import { defineFields, type Field, fieldOf } from '@/lib/fields';
import { listQuery, type TableSearch } from '@/ui/table/search';

export const states = ['preparing', 'held', 'confirmed'] as const;
export const reportDecisions = ['noted', 'commented'] as const;
export const approvalDecisions = ['approved', 'conditional', 'continued', 'rejected'] as const;
const decisions = [...reportDecisions, ...approvalDecisions];
const priorities = [
  'ai',
  'online_procedures',
  'data',
  'system_management',
  'work_style',
  'infrastructure',
  'other',
] as const;

/** Records that an item may be about, beside a gate. */
const subjects = ['plans', 'projects', 'findings', 'systems', 'directives'] as const;

/** What a decision did to its record. */
const outcomes = ['approved', 'conditional', 'deferred', 'rejected', 'frozen', 'returned', 'done'] as const;

/** What a meeting is described by. */
export const meetingFields: Field[] = defineFields('meetings', [
  { key: 'name', kind: 'text', section: 'what', derived: true, column: 'shown', width: 16 },
  { key: 'state', kind: 'choice', options: states, derived: true, column: 'shown', filter: true },
  { key: 'number', kind: 'number', min: 1, max: 9999, help: true, column: 'offered', sortable: true },
  { key: 'heldOn', kind: 'date', required: true, column: 'shown', sortable: true },
  { key: 'startsAt', kind: 'time' },
  { key: 'endsAt', kind: 'time' },
  { key: 'place', kind: 'text', maxLength: 200, column: 'offered' },
  { key: 'note', kind: 'longtext', maxLength: 2000, help: true },
  { key: 'reports', kind: 'number', section: 'course', derived: true, column: 'shown' },
  { key: 'approvals', kind: 'number', derived: true, column: 'shown' },
  { key: 'undecided', kind: 'number', derived: true, column: 'offered' },
  { key: 'directives', kind: 'number', derived: true, column: 'shown' },
  { key: 'openDirectives', kind: 'number', derived: true, column: 'shown' },
  { key: 'packs', kind: 'number', derived: true, column: 'offered' },
  { key: 'minutes', kind: 'longtext', derived: true },
  { key: 'minutesHash', kind: 'text', derived: true },
  { key: 'confirmedAt', kind: 'instant', derived: true },
  { key: 'confirmedById', kind: 'ref', noun: 'people', nameKey: 'confirmedByName', derived: true },
  {
    key: 'leftOut',
    kind: 'rows',
    derived: true,
    fields: [
      { key: 'key', kind: 'text' },
      { key: 'reason', kind: 'text' },
      { key: 'byId', kind: 'ref', noun: 'people', nameKey: 'byName' },
      { key: 'at', kind: 'instant' },
    ],
  },
  {
    key: 'attendees',
    kind: 'rows',
    derived: true,
    fields: [
      { key: 'postId', kind: 'ref', noun: 'posts', nameKey: 'postName' },
      { key: 'personId', kind: 'ref', noun: 'people', nameKey: 'personName' },
      { key: 'title', kind: 'text' },
      { key: 'titleEn', kind: 'text' },
      { key: 'part', kind: 'choice', options: ['chair', 'vice', 'member', 'secretariat'], words: 'meetings:part' },
      {
        key: 'attendance',
        kind: 'choice',
        options: ['present', 'substitute', 'absent'],
        words: 'meetings:attendance',
      },
      { key: 'substitute', kind: 'text' },
    ],
  },
  // What an item, an opinion and a pack of the meeting say in its history.
  { key: 'title', kind: 'text', derived: true },
  { key: 'titleEn', kind: 'text', derived: true },
  { key: 'kind', kind: 'choice', options: ['report', 'approval'], derived: true },
  { key: 'position', kind: 'number', derived: true },
  { key: 'proposal', kind: 'longtext', derived: true },
  { key: 'proposerId', kind: 'ref', noun: 'organisations', nameKey: 'proposerName', derived: true },
  { key: 'material', kind: 'text', derived: true },
  {
    key: 'subjectNoun',
    kind: 'choice',
    options: [...subjects, 'gate_applications'],
    words: 'meetings:subject',
    derived: true,
  },
  { key: 'subjectId', kind: 'ref', nameKey: 'subjectName', nameEnKey: 'subjectNameEn', derived: true },
  { key: 'subjectVersion', kind: 'number', derived: true },
  { key: 'blocks', kind: 'tags', derived: true },
  { key: 'rule', kind: 'text', derived: true },
  { key: 'decision', kind: 'choice', options: decisions, derived: true },
  { key: 'remark', kind: 'longtext', derived: true },
  { key: 'decidedAt', kind: 'instant', derived: true },
  { key: 'decidedById', kind: 'ref', noun: 'people', nameKey: 'decidedByName', derived: true },
  { key: 'decidedAs', kind: 'text', derived: true },
  {
    key: 'effect',
    kind: 'rows',
    derived: true,
    fields: [
      { key: 'noun', kind: 'choice', options: [...subjects, 'gate_applications'], words: 'meetings:subject' },
      { key: 'outcome', kind: 'choice', options: outcomes, words: 'meetings:outcome' },
      { key: 'number', kind: 'text' },
    ],
  },
  { key: 'meetingId', kind: 'ref', nameKey: 'meetingName', nameEnKey: 'meetingNameEn', derived: true },
  { key: 'itemId', kind: 'ref', nameKey: 'itemTitle', nameEnKey: 'itemTitleEn', derived: true },
  { key: 'postId', kind: 'ref', noun: 'posts', nameKey: 'postName', derived: true },
  { key: 'text', kind: 'longtext', derived: true },
  { key: 'edition', kind: 'number', derived: true },
  { key: 'asOf', kind: 'instant', derived: true },
  { key: 'frozenById', kind: 'ref', noun: 'people', nameKey: 'frozenByName', derived: true },
  { key: 'itemCount', kind: 'number', derived: true },
  { key: 'blockCount', kind: 'number', derived: true },
  { key: 'hash', kind: 'text', derived: true },
]);

/** A change may say why. */
export const meetingEdit: Field[] = [
  ...meetingFields,
  ...defineFields('meetings', [{ key: 'reason', kind: 'longtext', section: 'why', maxLength: 500 }]),
];

/** What an agenda item asks for. The record that it is about is looked up among those of its kind. */
export const itemFields: Field[] = defineFields('meetings', [
  { key: 'kind', kind: 'choice', inline: true, required: true, options: ['report', 'approval'], section: 'item' },
  { key: 'title', kind: 'text', required: true, maxLength: 200 },
  { key: 'proposal', kind: 'longtext', maxLength: 4000, help: true },
  {
    key: 'proposerId',
    kind: 'ref',
    noun: 'organisations',
    nameKey: 'proposerName',
    nameEnKey: 'proposerNameEn',
    required: true,
  },
  { key: 'material', kind: 'text', maxLength: 200 },
  { key: 'subjectNoun', kind: 'choice', options: subjects, words: 'meetings:subject', help: true },
  ...subjects.map(
    (noun) =>
      ({
        key: 'subjectId',
        kind: 'ref',
        noun,
        nameKey: 'subjectName',
        when: (d: Record<string, unknown>) => d.subjectNoun === noun,
      }) as const,
  ),
]);

/** What follows from a decision beside its word. */
export const followFields: Field[] = defineFields('meetings', [
  {
    key: 'conditions',
    kind: 'rows',
    section: 'ruling',
    help: true,
    fields: [
      { key: 'text', kind: 'longtext', required: true, maxLength: 2000 },
      {
        key: 'criticality',
        kind: 'choice',
        required: true,
        options: ['critical', 'essential', 'recommended'],
        words: 'meetings:criticality',
      },
      { key: 'ownerId', kind: 'ref', noun: 'people', nameKey: 'ownerName', required: true },
      { key: 'dueOn', kind: 'date', required: true },
    ],
  },
  {
    key: 'opinions',
    kind: 'rows',
    help: true,
    fields: [
      { key: 'postId', kind: 'ref', noun: 'posts', nameKey: 'postName', required: true },
      { key: 'text', kind: 'longtext', required: true, maxLength: 4000 },
    ],
  },
  {
    key: 'directives',
    kind: 'rows',
    help: true,
    fields: [
      { key: 'title', kind: 'text', required: true, maxLength: 200 },
      { key: 'ownerId', kind: 'ref', noun: 'organisations', nameKey: 'ownerName', required: true },
      { key: 'priority', kind: 'choice', required: true, options: priorities, words: 'meetings:priority' },
      { key: 'dueOn', kind: 'date', required: true },
      { key: 'text', kind: 'longtext', maxLength: 4000 },
    ],
  },
]);

/** What somebody said at the end, and what follows from it. */
export const opinionFields: Field[] = defineFields('meetings', [
  { key: 'postId', kind: 'ref', noun: 'posts', nameKey: 'postName', required: true, section: 'opinion' },
  { key: 'text', kind: 'longtext', required: true, maxLength: 4000 },
]);

export const directiveFields: Field[] = defineFields('meetings', [
  { key: 'title', kind: 'text', required: true, maxLength: 200, section: 'directive' },
  { key: 'text', kind: 'longtext', maxLength: 4000 },
  { key: 'ownerId', kind: 'ref', noun: 'organisations', nameKey: 'ownerName', required: true },
  { key: 'priority', kind: 'choice', required: true, options: priorities, words: 'meetings:priority' },
  { key: 'dueOn', kind: 'date', required: true },
]);

export const meetingFacets: Field[] = ['state'].flatMap((key) => fieldOf(meetingFields, key) ?? []);
export const meetingFilters = meetingFacets.map((f) => f.key);
export const meetingSort = '-heldOn';
export const meetingsQuery = (search: TableSearch): ListQuery => listQuery(search, meetingFilters, meetingSort);
