import type { ListQuery } from '@/api/types';
import { defineFields, fieldOf } from '@/lib/fields';
import { listQuery, type TableSearch } from '@/ui/table/search';

export const kinds = ['operation', 'lease', 'network', 'cloud', 'new_build', 'reform', 'renewal'] as const;
const recurringKinds = kinds.slice(0, 4) as readonly string[];

/** The category that a kind belongs to. */
export const categoryOf = (kind: unknown) => (recurringKinds.includes(String(kind)) ? 'recurring' : 'one_off');

/** What a budget line is described by, in the order in which the form asks it. */
export const lineFields = defineFields('budgets', [
  { key: 'name', kind: 'text', section: 'identity', required: true, maxLength: 200, column: 'shown', width: 16 },
  { key: 'code', kind: 'code', required: true, maxLength: 40, help: true, column: 'shown', sortable: true },
  { key: 'fiscalYear', kind: 'fiscalYear', required: true, column: 'shown', sortable: true },
  {
    key: 'sectionId',
    kind: 'ref',
    noun: 'organisations',
    nameKey: 'sectionName',
    nameEnKey: 'sectionNameEn',
    required: true,
    column: 'offered',
    filter: true,
  },
  {
    key: 'systemId',
    kind: 'ref',
    noun: 'systems',
    nameKey: 'systemName',
    nameEnKey: 'systemNameEn',
    help: true,
    column: 'offered',
    filter: true,
  },
  {
    key: 'projectId',
    kind: 'ref',
    noun: 'projects',
    nameKey: 'projectName',
    nameEnKey: 'projectNameEn',
    column: 'offered',
    filter: true,
  },

  {
    key: 'account',
    kind: 'choice',
    section: 'class',
    options: ['general', 'special', 'enterprise'],
    required: true,
    column: 'offered',
    filter: true,
  },
  { key: 'kan', kind: 'text', maxLength: 100 },
  { key: 'kou', kind: 'text', maxLength: 100 },
  { key: 'moku', kind: 'text', maxLength: 100 },
  { key: 'setsu', kind: 'text', maxLength: 100 },
  {
    key: 'category',
    kind: 'choice',
    options: ['recurring', 'one_off'],
    required: true,
    help: true,
    inline: true,
    column: 'shown',
    filter: true,
  },
  { key: 'kind', kind: 'choice', options: kinds, required: true, column: 'shown', filter: true },

  { key: 'estimate', kind: 'yen', section: 'amount', min: 0, help: true },
  {
    key: 'commitment',
    kind: 'choice',
    options: ['none', 'debt', 'long_term'],
    required: true,
    column: 'offered',
    filter: true,
  },
  {
    key: 'commitments',
    kind: 'rows',
    help: true,
    inline: true,
    when: (d) => Boolean(d.commitment) && d.commitment !== 'none',
    fields: [
      { key: 'fiscalYear', kind: 'fiscalYear', required: true },
      { key: 'limit', kind: 'yen', required: true },
    ],
  },
  { key: 'contractNo', kind: 'code', maxLength: 100 },
  { key: 'contractAmount', kind: 'yen', min: 0, help: true },

  { key: 'nationalFunds', kind: 'yen', section: 'funding', min: 0, help: true },
  { key: 'bondFunds', kind: 'yen', min: 0 },
  { key: 'note', kind: 'longtext', maxLength: 4000 },

  {
    key: 'state',
    kind: 'choice',
    section: 'state',
    options: ['planned', 'requested', 'assessed', 'budgeted'],
    derived: true,
    column: 'shown',
    filter: true,
  },
  { key: 'planned', kind: 'yen', derived: true, column: 'shown', sortable: true },
  { key: 'revised', kind: 'yen', derived: true, column: 'shown', sortable: true },
  { key: 'spent', kind: 'yen', derived: true, column: 'shown', sortable: true },
  { key: 'execution', kind: 'number', derived: true, column: 'shown' },
  { key: 'requested', kind: 'yen', derived: true, column: 'offered' },
  { key: 'assessed', kind: 'yen', derived: true, column: 'offered' },
  { key: 'initial', kind: 'yen', derived: true, column: 'offered', sortable: true },
  { key: 'supplementary', kind: 'yen', derived: true, column: 'offered' },
  { key: 'carriedIn', kind: 'yen', derived: true, column: 'offered' },
  { key: 'carriedOut', kind: 'yen', derived: true, column: 'offered' },
  { key: 'unused', kind: 'yen', derived: true, column: 'offered', sortable: true },
  { key: 'deviation', kind: 'yen', derived: true, column: 'offered', sortable: true },
  {
    key: 'hasDeviation',
    kind: 'choice',
    options: ['true', 'up', 'down'],
    derived: true,
    filter: true,
  },
  { key: 'updatedAt', kind: 'instant', derived: true, column: 'offered', sortable: true },
]);

/** A change may say why; a new entry needs no reason. */
export const lineEdit = [
  ...lineFields,
  ...defineFields('budgets', [{ key: 'reason', kind: 'longtext', section: 'why', maxLength: 500, help: true }]),
];

/** Filters that only a figure's address sets: they have no box of their own beside the list. */
const addressed = ['presentIn', 'absentIn'];

export const lineFacets = [
  'category',
  'kind',
  'state',
  'fiscalYear',
  'sectionId',
  'systemId',
  'projectId',
  'hasDeviation',
  'commitment',
  'account',
].flatMap((key) => fieldOf(lineFields, key) ?? []);

export const lineFilters = [...lineFacets.map((f) => f.key), ...addressed];
export const lineSort = '-fiscalYear';
export const linesQuery = (search: TableSearch): ListQuery => listQuery(search, lineFilters, lineSort);

/** The entries of a ledger, requests and years, as the history and the audit trail word them. */
export const entryFields = defineFields('entries', [
  {
    key: 'kind',
    kind: 'choice',
    options: [
      'request',
      'assessment',
      'initial',
      'supplementary',
      'carry_in',
      'reserve',
      'diversion',
      'spending',
      'carry_out',
      'adjustment',
    ],
  },
  { key: 'amount', kind: 'yen' },
  { key: 'postedOn', kind: 'date' },
  { key: 'documentNo', kind: 'code' },
  { key: 'number', kind: 'number' },
  { key: 'carryKind', kind: 'choice', options: ['continuing', 'approved', 'accident'] },
  {
    key: 'adjusts',
    kind: 'choice',
    options: ['initial', 'supplementary', 'carriedIn', 'reserve', 'diverted', 'spent', 'carriedOut'],
  },
  { key: 'reason', kind: 'longtext' },
  { key: 'lineId', kind: 'ref', noun: 'budgets/lines' },
  { key: 'pairLineId', kind: 'ref', noun: 'budgets/lines' },
  { key: 'postedBy', kind: 'ref', noun: 'people' },
  { key: 'basis', kind: 'choice', options: ['quotations', 'quotation', 'calculation', 'actuals', 'contract'] },
  { key: 'basisNote', kind: 'longtext' },
  {
    key: 'state',
    kind: 'choice',
    options: ['submitted', 'assessed', 'adopted', 'withdrawn', 'open', 'settled', 'certified'],
  },
  { key: 'requestedBy', kind: 'ref', noun: 'people' },
  { key: 'requestedOn', kind: 'date' },
  { key: 'assessedAmount', kind: 'yen' },
  { key: 'assessReason', kind: 'longtext' },
  { key: 'assessedBy', kind: 'ref', noun: 'people' },
  { key: 'assessedOn', kind: 'date' },
  { key: 'adoptedOn', kind: 'date' },
  { key: 'fiscalYear', kind: 'fiscalYear' },
  { key: 'scopeNote', kind: 'longtext' },
  { key: 'scopeNoteEn', kind: 'longtext' },
  { key: 'settledOn', kind: 'date' },
  { key: 'settledBy', kind: 'ref', noun: 'people' },
  { key: 'certifiedOn', kind: 'date' },
  { key: 'certifiedBy', kind: 'ref', noun: 'people' },
]);

/** The history of a line tells of its ledger and its requests as well. */
export const historyFields = (noun: string) => (noun === 'budget_lines' ? lineFields : entryFields);
