import type { FieldInit } from '@/lib/fields';
import { defineFields } from '@/lib/fields';

export const organisationKinds = ['city', 'bureau', 'ward', 'office', 'department', 'section'] as const;

const described: FieldInit[] = [
  { key: 'name', kind: 'text', section: 'identity', required: true, maxLength: 200 },
  { key: 'code', kind: 'code', required: true, maxLength: 40, help: true },
  { key: 'kana', kind: 'text', maxLength: 200, help: true },
  { key: 'nameEn', kind: 'text', maxLength: 200 },
  { key: 'kind', kind: 'choice', section: 'place', options: organisationKinds, required: true },
  {
    key: 'parentId',
    kind: 'ref',
    noun: 'organisations',
    nameKey: 'parentName',
    nameEnKey: 'parentNameEn',
    help: true,
  },
  { key: 'sortOrder', kind: 'number', min: 0, max: 1_000_000, help: true },
  { key: 'validFrom', kind: 'date', section: 'time', required: true, help: true },
  { key: 'validTo', kind: 'date', help: true },
];

/** What an organisation is described by, in the order in which the form asks it. */
export const organisationFields = defineFields('organisations', described);

/** A change says why; a new entry needs no reason. */
export const organisationEdit = defineFields('organisations', [
  ...described,
  { key: 'reason', kind: 'longtext', section: 'why', maxLength: 500, help: true },
]);
