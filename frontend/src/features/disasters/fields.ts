import type { ListQuery } from '@/api/types';
import { defineFields, type Field } from '@/lib/fields';
import { listQuery, type TableSearch } from '@/ui/table/search';

const kinds = ['earthquake', 'tsunami', 'storm', 'blackout', 'outage', 'cyber', 'infection', 'other'] as const;
const scopes = ['default', 'chosen', 'none'] as const;

/** What a disaster is declared with, in the order in which the form asks it. */
export const disasterFields: Field[] = defineFields('disasters', [
  {
    key: 'name',
    kind: 'text',
    section: 'what',
    required: true,
    maxLength: 200,
    column: 'shown',
    width: 20,
    sortable: true,
  },
  { key: 'nameEn', kind: 'text', maxLength: 200 },
  { key: 'drill', kind: 'flag', help: true },
  { key: 'kind', kind: 'choice', options: kinds, required: true, column: 'shown', filter: true },
  { key: 'startedAt', kind: 'instant', help: true, column: 'shown', sortable: true },
  { key: 'note', kind: 'longtext', maxLength: 2000, help: true },
  { key: 'staleMinutes', kind: 'number', min: 5, max: 1440, unit: 'disasters:unit.minutes', help: true },
  {
    key: 'systemScope',
    kind: 'choice',
    section: 'asked',
    options: scopes,
    words: 'disasters:scope.system',
    inline: true,
    required: true,
  },
  { key: 'systemIds', kind: 'refs', noun: 'systems', nameKey: 'systems', when: (d) => d.systemScope === 'chosen' },
  {
    key: 'officeScope',
    kind: 'choice',
    options: scopes,
    words: 'disasters:scope.office',
    inline: true,
    required: true,
  },
  {
    key: 'officeIds',
    kind: 'refs',
    noun: 'organisations',
    nameKey: 'offices',
    when: (d) => d.officeScope === 'chosen',
  },
]);

/** A change may say why. */
export const disasterEdit: Field[] = [
  ...disasterFields,
  ...defineFields('disasters', [{ key: 'reason', kind: 'longtext', section: 'why', maxLength: 500 }]),
];

/** What the history tells of besides, and what the list shows. */
export const disasterState: Field[] = defineFields('disasters', [
  {
    key: 'state',
    kind: 'choice',
    options: ['running', 'ended'],
    words: 'disasters:phase',
    derived: true,
    column: 'shown',
  },
  { key: 'answered', kind: 'text', derived: true, column: 'shown' },
  { key: 'code', kind: 'code', derived: true, column: 'shown', sortable: true },
  { key: 'endedAt', kind: 'instant', derived: true, column: 'offered' },
  { key: 'lessons', kind: 'longtext', derived: true },
]);

const drill = {
  key: 'drill',
  kind: 'choice',
  options: ['true', 'false'],
  words: 'disasters:isDrill',
  derived: true,
} as const;

export const disasterFacets: Field[] = [
  ...defineFields('disasters', [
    { key: 'state', kind: 'choice', options: ['running', 'ended'], words: 'disasters:phase', derived: true },
    drill,
    { key: 'kind', kind: 'choice', options: kinds, derived: true },
  ]),
];
export const disasterFilters = disasterFacets.map((f) => f.key);
export const disasterSort = '-startedAt';
export const disastersQuery = (search: TableSearch): ListQuery => listQuery(search, disasterFilters, disasterSort);

/** The rows behind a figure of the board. */
export const targetFacets: Field[] = defineFields('disasters', [
  { key: 'subject', kind: 'choice', options: ['system', 'office'], words: 'disasters:subject', derived: true },
  {
    key: 'state',
    kind: 'choice',
    options: ['down', 'partial', 'checking', 'none', 'up'],
    words: 'disasters:state.system',
    derived: true,
  },
  { key: 'old', kind: 'choice', options: ['true'], words: 'disasters:isOld', derived: true },
]);
export const targetColumns: Field[] = defineFields('disasters', [
  { key: 'name', kind: 'text', derived: true, column: 'shown', width: 18 },
  { key: 'state', kind: 'text', derived: true, column: 'shown' },
  { key: 'sectionId', kind: 'text', derived: true, column: 'shown' },
  { key: 'postId', kind: 'text', derived: true, column: 'shown', width: 14 },
  { key: 'at', kind: 'instant', derived: true, column: 'shown' },
  { key: 'remark', kind: 'text', derived: true, column: 'shown' },
]);
export const targetFilters = targetFacets.map((f) => f.key);
export const targetSort = 'position';
export const targetsQuery = (search: TableSearch): ListQuery => listQuery(search, targetFilters, targetSort);
