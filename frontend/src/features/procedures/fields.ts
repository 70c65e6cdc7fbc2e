import type { ListQuery } from '@/api/types';
import { defineFields, type Field, type FieldInit, fieldOf } from '@/lib/fields';
import { listQuery, type TableSearch } from '@/ui/table/search';
import { classes, levels, methods, steps } from './model';

export const kinds = ['application', 'disposition', 'other_disposition', 'inspection', 'record'] as const;
const parties = ['citizen', 'business', 'nation', 'agency', 'municipality'] as const;
export const groups = ['childcare', 'care', 'weekdays', 'business'] as const;
export const obstacles = [
  'law_presence',
  'law_paper',
  'own_rule',
  'identity',
  'seal',
  'attachments',
  'fee',
  'original',
  'consultation',
  'system',
  'cost',
] as const;
export const bprStates = ['not_started', 'analysing', 'redesigning', 'done', 'not_needed'] as const;
export const progresses = ['open', 'reached', 'visit', 'unknown'] as const;

const cap = (s: string) => s.charAt(0).toUpperCase() + s.slice(1);

/** Both methods of each step: as it is now, and as it could be. */
const ladder: FieldInit[] = steps.flatMap((step, i) =>
  (['now', 'goal'] as const).map((when) => ({
    key: `${step}${cap(when)}`,
    kind: 'choice' as const,
    options: methods[step],
    words: `procedures:method.${step}`,
    help: when === 'goal' && i === 0,
    ...(i === 0 && when === 'now' ? { section: 'ladder' } : {}),
  })),
);

const channel = (key: string): FieldInit => ({ key, kind: 'number', min: 0 });

/** What a procedure is described by, in the order in which the form asks it; then what follows from it. */
export const procedureFields: Field[] = defineFields('procedures', [
  { key: 'name', kind: 'text', section: 'what', required: true, maxLength: 200, column: 'shown', width: 18 },
  // Beside the name in a list; the form passes over what is derived.
  {
    key: 'currentClass',
    kind: 'choice',
    section: 'standing',
    options: classes,
    words: 'procedures:class',
    derived: true,
    column: 'shown',
    filter: true,
  },
  {
    key: 'potentialClass',
    kind: 'choice',
    options: classes,
    words: 'procedures:class',
    derived: true,
    column: 'shown',
    filter: true,
  },
  { key: 'progress', kind: 'choice', options: progresses, derived: true, column: 'shown', filter: true },
  { key: 'volume', kind: 'number', derived: true, column: 'shown', sortable: true, unit: 'procedures:unit.cases' },
  { key: 'code', kind: 'code', section: 'what', maxLength: 40, help: true, column: 'offered', sortable: true },
  { key: 'kana', kind: 'text', maxLength: 200 },
  { key: 'nameEn', kind: 'text', maxLength: 200 },
  { key: 'summary', kind: 'longtext', maxLength: 4000 },
  {
    key: 'sectionId',
    kind: 'ref',
    noun: 'organisations',
    nameKey: 'sectionName',
    nameEnKey: 'sectionNameEn',
    required: true,
    help: true,
    column: 'shown',
    filter: true,
  },
  { key: 'kind', kind: 'choice', options: kinds, required: true, help: true, column: 'offered', filter: true },
  { key: 'actor', kind: 'choice', options: parties, words: 'procedures:party' },
  { key: 'recipient', kind: 'choice', options: parties, words: 'procedures:party' },
  { key: 'basisKind', kind: 'choice', options: ['law', 'ordinance', 'rule', 'guideline'] },
  { key: 'legalBasis', kind: 'text', maxLength: 500, help: true },
  { key: 'wardScope', kind: 'choice', options: ['none', 'all', 'some'] },
  { key: 'wardIds', kind: 'refs', noun: 'organisations', nameKey: 'wards', when: (d) => d.wardScope === 'some' },
  { key: 'priorityGroups', kind: 'choices', options: groups, column: 'offered', filter: true },

  ...ladder,
  { key: 'visitReason', kind: 'longtext', maxLength: 1000, help: true },
  { key: 'seal', kind: 'flag' },
  {
    key: 'attachments',
    kind: 'rows',
    help: true,
    fields: [
      { key: 'name', kind: 'text', required: true, maxLength: 200 },
      { key: 'held', kind: 'flag' },
    ],
  },
  { key: 'feeNote', kind: 'text', maxLength: 500 },
  { key: 'onlineMethod', kind: 'choice', options: ['e_application', 'mynaportal', 'lgwan', 'other'] },
  { key: 'onlineSince', kind: 'date' },
  { key: 'standardDays', kind: 'number', min: 0, max: 3650, unit: 'procedures:unit.days' },

  {
    key: 'volumes',
    kind: 'rows',
    section: 'volume',
    help: true,
    fields: [
      { key: 'fiscalYear', kind: 'fiscalYear', required: true },
      channel('online'),
      channel('post'),
      channel('counter'),
      channel('other'),
      channel('total'),
    ],
  },

  { key: 'obstacles', kind: 'choices', section: 'change', options: obstacles, column: 'offered', filter: true },
  { key: 'bprState', kind: 'choice', options: bprStates, column: 'offered', filter: true },
  { key: 'targetFy', kind: 'fiscalYear', help: true, column: 'shown', sortable: true, filter: true },
  {
    key: 'projectId',
    kind: 'ref',
    noun: 'projects',
    nameKey: 'projectName',
    nameEnKey: 'projectNameEn',
  },
  { key: 'systemIds', kind: 'refs', noun: 'systems', nameKey: 'systems' },
  { key: 'note', kind: 'longtext', maxLength: 4000 },

  { key: 'volumeFy', kind: 'fiscalYear', section: 'standing', derived: true, column: 'offered' },
  { key: 'onlineRate', kind: 'percent', derived: true, column: 'offered', unit: 'procedures:unit.percent' },
  { key: 'onlineVolume', kind: 'number', derived: true, column: 'offered', unit: 'procedures:unit.cases' },
  { key: 'reachedOn', kind: 'date', derived: true, column: 'offered' },
  { key: 'reachedFy', kind: 'fiscalYear', derived: true },
  { key: 'heldAttachments', kind: 'number', derived: true },
  { key: 'updatedAt', kind: 'instant', derived: true, column: 'offered', sortable: true },
]);

/** A change may say why. */
export const procedureEdit: Field[] = [
  ...procedureFields,
  ...defineFields('procedures', [{ key: 'reason', kind: 'longtext', section: 'why', maxLength: 500, help: true }]),
];

const only = { kind: 'choice', options: ['true'], derived: true } as const;

/** The filters beside the list, in the order in which people narrow. */
export const procedureFacets: Field[] = [
  ...['currentClass', 'potentialClass', 'progress'].flatMap((key) => fieldOf(procedureFields, key) ?? []),
  ...defineFields('procedures', [{ key: 'overdue', ...only, words: 'procedures:only.overdue' }]),
  ...['sectionId', 'priorityGroups', 'obstacles', 'kind'].flatMap((key) => fieldOf(procedureFields, key) ?? []),
  ...defineFields('procedures', [
    { key: 'bprState', kind: 'choice', options: [...bprStates, 'none'], derived: true },
    { key: 'onceOnly', ...only, words: 'procedures:only.onceOnly' },
    { key: 'volumeKnown', kind: 'choice', options: ['true', 'false'], derived: true },
  ]),
];

/** Filters that come with a figure. */
export const procedureNarrowed: Field[] = defineFields('procedures', [
  { key: 'vital', ...only, words: 'procedures:only.vital' },
  ...steps.map((key) => ({ key, kind: 'choice', options: levels, words: 'procedures:level', derived: true }) as const),
  { key: 'targetFy', kind: 'fiscalYear', derived: true },
  { key: 'reachedFy', kind: 'fiscalYear', derived: true },
  { key: 'volumeFy', kind: 'fiscalYear', derived: true },
  { key: 'noVolumeFy', kind: 'fiscalYear', derived: true },
  { key: 'onlineKnown', kind: 'choice', options: ['true', 'false'], derived: true },
  { key: 'ownerId', kind: 'ref', noun: 'organisations', derived: true },
  { key: 'systemId', kind: 'ref', noun: 'systems', derived: true },
  { key: 'projectId', kind: 'ref', noun: 'projects', derived: true },
]);

export const procedureFilters = [...procedureFacets, ...procedureNarrowed].map((f) => f.key);
export const procedureSort = '-volume';
export const proceduresQuery = (search: TableSearch): ListQuery => listQuery(search, procedureFilters, procedureSort);

/** What a snapshot says of itself. */
export const snapshotFields: Field[] = defineFields('procedures', [
  { key: 'name', kind: 'text', required: true, maxLength: 200, section: 'snapshot' },
  { key: 'note', kind: 'longtext', maxLength: 2000 },
]);
