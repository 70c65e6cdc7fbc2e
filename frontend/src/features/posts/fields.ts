import type { ListQuery } from '@/api/types';
import { defineFields, type FieldInit, fieldOf } from '@/lib/fields';
import { listQuery, type TableSearch } from '@/ui/table/search';

export const roles = [
  'admin',
  'ict_office',
  'project_manager',
  'section_head',
  'reviewer',
  'executive',
  'auditor',
  'viewer',
] as const;

const described: FieldInit[] = [
  {
    key: 'title',
    kind: 'text',
    section: 'post',
    required: true,
    maxLength: 200,
    help: true,
    column: 'shown',
    sortable: true,
  },
  { key: 'code', kind: 'code', required: true, maxLength: 40, column: 'shown', sortable: true },
  { key: 'titleEn', kind: 'text', maxLength: 200, column: 'offered' },
  {
    key: 'organisationId',
    kind: 'ref',
    noun: 'organisations',
    nameKey: 'organisationName',
    nameEnKey: 'organisationNameEn',
    required: true,
    help: true,
    column: 'shown',
    filter: true,
  },
  {
    key: 'holders',
    kind: 'rows',
    section: 'holders',
    help: true,
    fields: [
      {
        key: 'personId',
        kind: 'ref',
        noun: 'people',
        nameKey: 'personName',
        nameEnKey: 'personNameEn',
        required: true,
      },
      { key: 'from', kind: 'date', required: true },
      { key: 'to', kind: 'date' },
      { key: 'acting', kind: 'flag', help: true },
    ],
  },
  {
    key: 'roles',
    kind: 'rows',
    section: 'roles',
    help: true,
    fields: [
      { key: 'role', kind: 'choice', options: roles, words: 'common:role', required: true },
      { key: 'from', kind: 'date', required: true },
      { key: 'to', kind: 'date' },
    ],
  },
  {
    key: 'authority',
    kind: 'choice',
    options: ['cio', 'ict_director', 'sysmgmt_director'],
    help: true,
    column: 'shown',
    filter: true,
  },
];

/** What a post is described by, in the order in which the form asks it. */
export const postFields = defineFields('posts', described);

/** A change says why, and must when it changes what the post may do. */
export const postEdit = defineFields('posts', [
  ...described,
  { key: 'reason', kind: 'longtext', section: 'why', maxLength: 500, help: true },
]);

/** The columns of the list: roles and holders as they are on the day. */
export const postColumnFields = defineFields('posts', [
  ...described.slice(0, 4),
  { key: 'holdersToday', kind: 'text', derived: true, column: 'shown', width: 14 },
  { key: 'rolesToday', kind: 'text', derived: true, column: 'shown', width: 12 },
  ...described.slice(6),
  { key: 'updatedAt', kind: 'instant', derived: true, column: 'offered', sortable: true },
]);

const filters = defineFields('posts', [
  { key: 'role', kind: 'choice', options: roles, words: 'common:role', filter: true },
  { key: 'vacant', kind: 'flag', filter: true },
]);

export const postFacets = [
  fieldOf(postFields, 'organisationId'),
  fieldOf(filters, 'vacant'),
  fieldOf(postFields, 'authority'),
  fieldOf(filters, 'role'),
].flatMap((f) => f ?? []);
export const postFilters = postFacets.map((f) => f.key);
export const postSort = 'code';
export const postsQuery = (search: TableSearch): ListQuery => listQuery(search, postFilters, postSort);
