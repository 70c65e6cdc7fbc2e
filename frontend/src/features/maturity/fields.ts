import type { ListQuery } from '@/api/types';
import { defineFields, fieldOf } from '@/lib/fields';
import { listQuery, type TableSearch } from '@/ui/table/search';

const models = ['CMMI-ACQ-V13', 'CMMI-DEV-V13', 'ISO33020', 'SELF-CHECK'] as const;

const instances = [
  { key: 'kind', kind: 'choice', options: ['project', 'support'], required: true, words: 'maturity:instanceKind' },
  { key: 'name', kind: 'text', required: true, maxLength: 200 },
  { key: 'projectId', kind: 'ref', noun: 'projects', nameKey: 'projectName' },
  { key: 'organisationId', kind: 'ref', noun: 'organisations', nameKey: 'organisationName' },
  { key: 'areas', kind: 'tags', help: true },
] as const;

/** What an appraisal is described by. Only day, note and sample can change later. */
export const appraisalFields = defineFields('maturity', [
  { key: 'code', kind: 'code', derived: true, column: 'shown', sortable: true, width: 12 },
  {
    key: 'model',
    kind: 'choice',
    section: 'frame',
    options: models,
    words: 'maturity_targets:model',
    required: true,
    help: true,
    column: 'shown',
    filter: true,
  },
  {
    key: 'kind',
    kind: 'choice',
    options: ['self', 'assessor'],
    words: 'maturity:view',
    required: true,
    inline: true,
    help: true,
    column: 'shown',
    filter: true,
  },
  {
    key: 'subject',
    kind: 'choice',
    options: ['organisation', 'project'],
    words: 'maturity:subjects',
    required: true,
    inline: true,
    column: 'offered',
    filter: true,
  },
  {
    key: 'sectionId',
    kind: 'ref',
    noun: 'organisations',
    nameKey: 'sectionName',
    nameEnKey: 'sectionNameEn',
    required: true,
    column: 'shown',
    width: 14,
    when: (d) => d.subject !== 'project',
  },
  {
    key: 'projectId',
    kind: 'ref',
    noun: 'projects',
    nameKey: 'projectName',
    nameEnKey: 'projectNameEn',
    required: true,
    column: 'offered',
    when: (d) => d.subject === 'project',
  },
  { key: 'fiscalYear', kind: 'fiscalYear', required: true, column: 'shown', sortable: true },
  { key: 'dueOn', kind: 'date', section: 'work', help: true, column: 'shown', sortable: true },
  { key: 'note', kind: 'longtext', maxLength: 4000 },
  { key: 'instances', kind: 'rows', section: 'sample', required: true, help: true, fields: [...instances] },
  {
    key: 'state',
    kind: 'choice',
    section: 'state',
    options: ['draft', 'submitted', 'confirmed'],
    derived: true,
    column: 'shown',
    filter: true,
  },
  { key: 'level', kind: 'number', derived: true, column: 'shown', sortable: true },
  { key: 'target', kind: 'number', derived: true, column: 'shown' },
  { key: 'pending', kind: 'number', derived: true, column: 'offered', sortable: true },
  { key: 'returnReason', kind: 'longtext', derived: true },
  { key: 'updatedAt', kind: 'instant', derived: true, column: 'offered', sortable: true },
]);

/** A draft's day, note and sample; why they change. */
export const appraisalEdit = [
  ...appraisalFields.filter((f) => ['dueOn', 'note', 'instances'].includes(f.key)),
  ...defineFields('maturity', [{ key: 'reason', kind: 'longtext', section: 'why', maxLength: 500 }]),
];

/** Fields of an area, as the history tells them. */
export const areaFields = defineFields('maturity', [
  { key: 'area', kind: 'code', section: 'area' },
  { key: 'scope', kind: 'choice', options: ['in', 'na', 'out'] },
  { key: 'scopeReason', kind: 'text' },
  {
    key: 'status',
    kind: 'choice',
    options: ['SATISFIED', 'UNSATISFIED', 'NOT_RATED', 'NOT_APPLICABLE', 'OUT_OF_SCOPE'],
  },
  { key: 'capability', kind: 'number' },
  { key: 'pending', kind: 'number' },
  { key: 'unrated', kind: 'number' },
  {
    key: 'ratings',
    kind: 'rows',
    fields: [
      { key: 'practice', kind: 'code' },
      { key: 'instance', kind: 'code' },
      { key: 'label', kind: 'choice', options: ['FI', 'LI', 'PI', 'NI', 'NY'], words: 'maturity:label' },
      { key: 'points', kind: 'number' },
      { key: 'weakness', kind: 'text' },
    ],
  },
  {
    key: 'goals',
    kind: 'rows',
    fields: [
      { key: 'group', kind: 'code' },
      { key: 'impact', kind: 'flag' },
      { key: 'rationale', kind: 'text' },
      { key: 'cause', kind: 'text' },
    ],
  },
  {
    key: 'judgements',
    kind: 'rows',
    fields: [
      { key: 'practice', kind: 'code' },
      { key: 'result', kind: 'choice', options: ['LI', 'PI', 'NI'], words: 'maturity:label' },
      { key: 'rationale', kind: 'text' },
      { key: 'judgedByName', kind: 'text' },
    ],
  },
]);

/** What changed in an appraisal's history: its own fields, or those of one of its areas. */
export const fieldsOf = (noun: string) => (noun === 'maturity_areas' ? areaFields : appraisalFields);

/** Filters that figures open with stand beside those that people choose. */
const extra = defineFields('maturity', [
  { key: 'ownerId', kind: 'ref', noun: 'organisations', nameKey: 'ownerName', filter: true },
  { key: 'pending', kind: 'choice', options: ['true'], words: 'maturity:pendings', filter: true },
  {
    key: 'target',
    kind: 'choice',
    options: ['reached', 'missed', 'none'],
    words: 'maturity:targetState',
    filter: true,
  },
]);

export const appraisalFacets = [
  ...['state', 'kind', 'model', 'subject'].flatMap((key) => fieldOf(appraisalFields, key) ?? []),
  ...extra,
];
export const appraisalFilters = [...appraisalFacets.map((f) => f.key), 'fiscalYear', 'sectionId', 'projectId'];
export const appraisalSort = '-fiscalYear';
export const appraisalsQuery = (search: TableSearch): ListQuery => listQuery(search, appraisalFilters, appraisalSort);

export const targetFields = defineFields('maturity_targets', [
  {
    key: 'sectionId',
    kind: 'ref',
    noun: 'organisations',
    nameKey: 'sectionName',
    nameEnKey: 'sectionNameEn',
    section: 'target',
    required: true,
    column: 'shown',
    width: 14,
  },
  { key: 'model', kind: 'choice', options: models, required: true, column: 'shown', filter: true },
  { key: 'fiscalYear', kind: 'fiscalYear', required: true, column: 'shown', sortable: true },
  { key: 'level', kind: 'number', min: 1, max: 5, required: true, column: 'shown', sortable: true },
  { key: 'note', kind: 'longtext', maxLength: 1000, column: 'shown' },
  { key: 'code', kind: 'code', derived: true, column: 'shown', sortable: true },
  { key: 'ownerId', kind: 'ref', noun: 'organisations', nameKey: 'ownerName', derived: true, filter: true },
]);
export const targetEdit = [
  ...targetFields,
  ...defineFields('maturity_targets', [{ key: 'reason', kind: 'longtext', section: 'why', maxLength: 500 }]),
];
export const targetFacets = ['model', 'ownerId'].flatMap((key) => fieldOf(targetFields, key) ?? []);
export const targetFilters = [...targetFacets.map((f) => f.key), 'fiscalYear'];
export const targetSort = 'code';
export const targetsQuery = (search: TableSearch): ListQuery => listQuery(search, targetFilters, targetSort);
