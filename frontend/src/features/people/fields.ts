import type { ListQuery } from '@/api/types';
import { defineFields, type FieldInit, fieldOf } from '@/lib/fields';
import { listQuery, type TableSearch } from '@/ui/table/search';

const roles = [
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
    key: 'name',
    kind: 'text',
    section: 'person',
    required: true,
    maxLength: 200,
    column: 'shown',
    sortable: true,
    help: true,
  },
  { key: 'code', kind: 'code', required: true, maxLength: 40, help: true, column: 'shown', sortable: true },
  { key: 'nameEn', kind: 'text', maxLength: 200, column: 'offered' },
  { key: 'mail', kind: 'text', maxLength: 254, help: true, column: 'offered' },
  { key: 'active', kind: 'flag', help: true, column: 'shown', filter: true },
];

/** What a person is described by. */
export const personFields = defineFields('people', described);

/** A change says why; a new entry needs no reason. */
export const personEdit = defineFields('people', [
  ...described,
  { key: 'reason', kind: 'longtext', section: 'why', maxLength: 500, help: true },
]);

/** The columns of the list: posts come from elsewhere than the person's own fields. */
export const personColumnFields = defineFields('people', [
  ...described.slice(0, 2),
  { key: 'posts', kind: 'text', derived: true, column: 'shown', width: 18 },
  { key: 'roles', kind: 'text', derived: true, column: 'shown', width: 12 },
  ...described.slice(2),
  { key: 'updatedAt', kind: 'instant', derived: true, column: 'offered', sortable: true },
]);

const filters = defineFields('people', [
  { key: 'organisationId', kind: 'ref', noun: 'organisations', filter: true },
  { key: 'role', kind: 'choice', options: roles, words: 'common:role', filter: true },
]);

export const personFacets = [...filters, ...[fieldOf(personFields, 'active')].flatMap((f) => f ?? [])];
export const personFilters = personFacets.map((f) => f.key);
export const personSort = 'code';
export const peopleQuery = (search: TableSearch): ListQuery => listQuery(search, personFilters, personSort);

/** What the ledger keeps of an account; its passwords never stand there. */
export const accountFields = defineFields('people', [
  { key: 'login', kind: 'text', derived: true },
  { key: 'disabled', kind: 'flag', derived: true },
  { key: 'mustChange', kind: 'flag', derived: true },
  { key: 'totpConfirmed', kind: 'flag', derived: true },
]);

/** What the ledger keeps of an API token; its key never stands there. */
export const tokenFields = defineFields('tokens', [
  { key: 'label', kind: 'text', derived: true },
  { key: 'scopes', kind: 'tags', derived: true },
  { key: 'expiresOn', kind: 'date', derived: true },
  { key: 'ending', kind: 'code', derived: true },
  { key: 'revokedAt', kind: 'instant', derived: true },
]);

/** The fields of whatever a person's history tells of. */
export const historyFieldsOf = (noun: string) =>
  noun === 'accounts' ? accountFields : noun === 'tokens' ? tokenFields : personFields;
