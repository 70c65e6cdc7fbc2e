import type { ListQuery } from '@/api/types';
import { defineFields, type Field, type FieldInit, fieldOf } from '@/lib/fields';
import { listQuery, type TableSearch } from '@/ui/table/search';
import { stages } from './model';

const themes = ['ai', 'online_procedures', 'data', 'system_management', 'work_style', 'other'] as const;
const verdicts = ['continue', 'improve', 'end'] as const;
const levels = ['1', '2', '3', '4'] as const;

/** What a model is described by, in the order in which the form asks it; the diagram edits the rest. */
export const logicFields: Field[] = defineFields('logic_models', [
  { key: 'name', kind: 'text', section: 'what', required: true, maxLength: 200, column: 'shown', width: 14 },
  { key: 'gapCount', kind: 'number', section: 'standing', derived: true, column: 'shown', sortable: true },
  { key: 'reachedCount', kind: 'number', derived: true, column: 'shown' },
  { key: 'verdict', kind: 'choice', options: verdicts, derived: true, column: 'shown' },
  { key: 'code', kind: 'code', section: 'what', maxLength: 40, help: true, column: 'offered', sortable: true },
  { key: 'kana', kind: 'text', maxLength: 200 },
  { key: 'nameEn', kind: 'text', maxLength: 200 },
  {
    key: 'sectionId',
    kind: 'ref',
    noun: 'organisations',
    nameKey: 'sectionName',
    nameEnKey: 'sectionNameEn',
    required: true,
    column: 'shown',
    filter: true,
  },
  { key: 'theme', kind: 'choice', options: themes, column: 'shown', filter: true },
  { key: 'fyFrom', kind: 'fiscalYear', column: 'offered' },
  { key: 'fyTo', kind: 'fiscalYear', column: 'offered' },

  { key: 'issue', kind: 'longtext', section: 'why', maxLength: 4000, help: true },
  { key: 'evidence', kind: 'longtext', maxLength: 2000, help: true },
  { key: 'evidenceUrl', kind: 'text', maxLength: 1000 },
  { key: 'because', kind: 'longtext', maxLength: 2000, help: true },
  { key: 'therefore', kind: 'longtext', maxLength: 2000, help: true },
  { key: 'evidenceLevel', kind: 'choice', options: levels, help: true, column: 'offered', filter: true },
  { key: 'external', kind: 'longtext', maxLength: 4000, help: true },

  { key: 'cost', kind: 'yen', section: 'how', help: true, column: 'offered' },
  { key: 'actionId', kind: 'ref', noun: 'actions', nameKey: 'actionName', nameEnKey: 'actionNameEn' },
  { key: 'projectId', kind: 'ref', noun: 'projects', nameKey: 'projectName', nameEnKey: 'projectNameEn' },
  { key: 'reviewDueOn', kind: 'date', help: true, column: 'shown' },
  { key: 'note', kind: 'longtext', maxLength: 4000 },

  {
    key: 'nodes',
    kind: 'rows',
    section: 'standing',
    derived: true,
    fields: [
      { key: 'key', kind: 'text' },
      { key: 'stage', kind: 'choice', options: stages },
      { key: 'text', kind: 'text' },
      { key: 'textEn', kind: 'text' },
    ],
  },
  {
    key: 'links',
    kind: 'rows',
    derived: true,
    fields: [
      { key: 'from', kind: 'text' },
      { key: 'to', kind: 'text' },
    ],
  },
  {
    key: 'indicators',
    kind: 'rows',
    derived: true,
    fields: [
      { key: 'key', kind: 'text' },
      { key: 'node', kind: 'text' },
      { key: 'name', kind: 'text' },
      { key: 'nameEn', kind: 'text' },
      { key: 'unit', kind: 'text' },
      {
        key: 'direction',
        kind: 'choice',
        options: ['increase', 'decrease'],
        words: 'logic_models:indicators_direction',
      },
      { key: 'baseline', kind: 'number' },
      { key: 'baselineYear', kind: 'fiscalYear' },
      { key: 'target', kind: 'number' },
      { key: 'targetYear', kind: 'fiscalYear' },
      { key: 'datasetId', kind: 'ref', noun: 'datasets' },
      { key: 'source', kind: 'text' },
    ],
  },
  {
    key: 'actuals',
    kind: 'rows',
    derived: true,
    fields: [
      { key: 'indicator', kind: 'text' },
      { key: 'fiscalYear', kind: 'fiscalYear' },
      { key: 'value', kind: 'number' },
    ],
  },
  { key: 'indicatorCount', kind: 'number', derived: true },
  { key: 'measuredCount', kind: 'number', derived: true },
  { key: 'reviewedOn', kind: 'date', derived: true, column: 'offered' },
  { key: 'updatedAt', kind: 'instant', derived: true, column: 'offered', sortable: true },
]);

/** A change may say why. */
export const logicEdit: Field[] = [
  ...logicFields,
  ...defineFields('logic_models', [{ key: 'reason', kind: 'longtext', section: 'reason', maxLength: 500, help: true }]),
];

const open = (key: string, options: readonly string[], more: Partial<FieldInit> = {}) =>
  defineFields('logic_models', [{ key, kind: 'choice', options, derived: true, ...more }]);

/** The filters beside the list, in the order in which people narrow. */
export const logicFacets: Field[] = [
  ...open('gaps', ['true', 'false']),
  ...open('overdue', ['true'], { words: 'logic_models:only.overdue' }),
  ...open('unmeasured', ['true'], { words: 'logic_models:only.unmeasured' }),
  ...open('verdict', [...verdicts, 'none']),
  ...open('theme', [...themes, 'none']),
  ...[fieldOf(logicFields, 'sectionId')].filter((x) => x !== undefined),
  ...open('evidenceLevel', [...levels, '0']),
];

/** Filters that come with a figure. */
export const logicNarrowed: Field[] = defineFields('logic_models', [
  { key: 'datasetId', kind: 'ref', noun: 'datasets', derived: true },
  { key: 'actionId', kind: 'ref', noun: 'actions', derived: true },
  { key: 'projectId', kind: 'ref', noun: 'projects', derived: true },
]);

export const logicFilters = [...logicFacets, ...logicNarrowed].map((x) => x.key);
export const logicSort = 'code';
export const logicQuery = (search: TableSearch): ListQuery => listQuery(search, logicFilters, logicSort);

/** An element, as the dialog of the diagram asks it. */
export const nodeFields: Field[] = defineFields('logic_models', [
  { key: 'stage', kind: 'choice', options: stages, words: 'logic_models:nodes_stage', required: true, section: 'node' },
  { key: 'text', kind: 'text', required: true, maxLength: 300 },
  { key: 'textEn', kind: 'text', maxLength: 300 },
]).map((x) => ({ ...x, label: `logic_models:field.nodes_${x.key}` }));

/** An indicator, as its dialog asks it. */
export const indicatorFields: Field[] = defineFields('logic_models', [
  { key: 'name', kind: 'text', required: true, maxLength: 200, section: 'indicator' },
  { key: 'nameEn', kind: 'text', maxLength: 200 },
  { key: 'unit', kind: 'text', maxLength: 40 },
  {
    key: 'direction',
    kind: 'choice',
    options: ['increase', 'decrease'],
    words: 'logic_models:indicators_direction',
    required: true,
    inline: true,
  },
  { key: 'baseline', kind: 'number' },
  { key: 'baselineYear', kind: 'fiscalYear' },
  { key: 'target', kind: 'number' },
  { key: 'targetYear', kind: 'fiscalYear' },
  { key: 'datasetId', kind: 'ref', noun: 'datasets', nameKey: 'datasetName', nameEnKey: 'datasetNameEn' },
  { key: 'source', kind: 'text', maxLength: 500 },
]).map((x) => ({ ...x, label: `logic_models:field.indicators_${x.key}` }));

/** A measured value. */
export const actualFields: Field[] = defineFields('logic_models', [
  { key: 'fiscalYear', kind: 'fiscalYear', required: true, section: 'actual' },
  { key: 'value', kind: 'number', required: true },
  { key: 'actualNote', kind: 'longtext', maxLength: 500, help: true },
]).map((x) => (x.key === 'actualNote' ? x : { ...x, label: `logic_models:field.actuals_${x.key}` }));

/** What a review ends with. */
export const reviewFields: Field[] = defineFields('logic_models', [
  { key: 'verdict', kind: 'choice', options: verdicts, required: true, inline: true, section: 'review' },
  { key: 'reviewReason', kind: 'longtext', required: true, maxLength: 4000, help: true },
  { key: 'next', kind: 'longtext', maxLength: 4000, help: true, when: (d) => d.verdict !== 'end' },
  { key: 'nextDueOn', kind: 'date', required: true, when: (d) => d.verdict !== 'end' },
]);
