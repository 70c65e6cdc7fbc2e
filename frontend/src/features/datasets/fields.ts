import type { Dataset } from '@/api/datasets';
import type { ListQuery } from '@/api/types';
import { defineFields, type Field, type FieldInit, fieldOf } from '@/lib/fields';
import { listQuery, type TableSearch } from '@/ui/table/search';
import { bands, byDecision, freshnesses, parts, pinned, terms } from './model';

const classes = ['none', 'anonymised', 'personal', 'sensitive', 'specific'] as const;
const intervals = [
  'daily',
  'weekly',
  'monthly',
  'quarterly',
  'half_yearly',
  'yearly',
  'five_yearly',
  'irregular',
  'never',
] as const;
const formats = [
  'paper',
  'image',
  'pdf',
  'document',
  'excel',
  'database',
  'csv',
  'json',
  'xml',
  'geojson',
  'rdf',
  'api_open',
] as const;
export const publications = ['public', 'limited', 'closed'] as const;
export const licences = ['cc_by', 'cc0', 'cc_by_sa', 'pdl', 'odc_by', 'cc_by_nc', 'own_terms'] as const;
const yes = ['yes', 'no'] as const;
const undecided = 'undecided';
const held = (d: Record<string, unknown>) => d.publication === 'limited' || d.publication === 'closed';

const choice = (key: string, options: readonly string[], more: Partial<FieldInit> = {}): FieldInit => ({
  key,
  kind: 'choice',
  options,
  ...more,
});

/** What a dataset is described by, in the order in which the form asks it; then what follows from it. */
export const datasetFields: Field[] = defineFields('datasets', [
  { key: 'name', kind: 'text', section: 'what', required: true, maxLength: 200, column: 'shown', width: 18 },
  { key: 'score', kind: 'number', section: 'standing', derived: true, column: 'shown', sortable: true, help: true },
  { key: 'stars', kind: 'number', derived: true, column: 'shown', sortable: true, help: true },
  choice('freshness', freshnesses, { derived: true, column: 'shown' }),
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
    help: true,
    column: 'shown',
    filter: true,
  },
  { key: 'content', kind: 'longtext', maxLength: 4000, help: true },
  { key: 'systemIds', kind: 'refs', noun: 'systems', nameKey: 'systems' },
  { key: 'procedureIds', kind: 'refs', noun: 'procedures', nameKey: 'procedures' },

  choice('publication', publications, { section: 'opening', help: true, column: 'shown' }),
  { key: 'basis', kind: 'longtext', maxLength: 1000, help: true, when: held },
  choice('personalData', classes, { help: true, column: 'offered' }),
  { key: 'anonymisation', kind: 'longtext', maxLength: 2000, help: true },
  choice('licence', licences, { help: true, column: 'offered' }),
  { key: 'address', kind: 'text', maxLength: 1000 },

  choice('format', formats, { section: 'form', column: 'offered' }),
  choice('structured', yes, { words: 'datasets:yes', help: true, inline: true }),
  choice('uris', yes, { words: 'datasets:yes', help: true, inline: true }),
  choice('linked', yes, { words: 'datasets:yes', help: true, inline: true }),
  choice('updateInterval', intervals, { help: true, column: 'offered' }),
  { key: 'updatedOn', kind: 'date', help: true, column: 'offered', sortable: true },
  { key: 'standard', kind: 'text', maxLength: 200, help: true },

  {
    key: 'columns',
    kind: 'rows',
    section: 'columns',
    help: true,
    fields: [
      { key: 'name', kind: 'text', required: true, maxLength: 100 },
      {
        key: 'type',
        kind: 'choice',
        options: ['text', 'integer', 'number', 'date', 'time', 'flag', 'url'],
        required: true,
      },
      { key: 'meaning', kind: 'text', maxLength: 500 },
      { key: 'required', kind: 'flag' },
      { key: 'key', kind: 'flag' },
    ],
  },
  {
    key: 'uses',
    kind: 'rows',
    section: 'uses',
    help: true,
    fields: [
      { key: 'fiscalYear', kind: 'fiscalYear', required: true },
      { key: 'uses', kind: 'number', min: 0 },
      { key: 'example', kind: 'text', maxLength: 500 },
    ],
  },
  { key: 'note', kind: 'longtext', maxLength: 4000 },

  choice('band', bands, { section: 'standing', derived: true }),
  { key: 'useCount', kind: 'number', derived: true, column: 'shown', sortable: true, unit: 'datasets:unit.cases' },
  { key: 'useFy', kind: 'fiscalYear', derived: true, column: 'offered' },
  { key: 'measuredOn', kind: 'date', derived: true, column: 'offered' },
  { key: 'rowCount', kind: 'number', derived: true, column: 'offered' },
  choice('sample', ['none', 'measured', 'redefined'], { derived: true }),
  choice('proposed', publications, { words: 'datasets:publication', derived: true, column: 'offered' }),
  { key: 'proposedOn', kind: 'date', derived: true },
  { key: 'proposedById', kind: 'ref', noun: 'people', derived: true },
  ...(['completeness', 'schemaFit', 'uniqueness', 'machine', 'metadata'] as const).map(
    (key): FieldInit => ({ key, kind: 'percent', per: 100, derived: true }),
  ),
  { key: 'updatedAt', kind: 'instant', derived: true, column: 'offered', sortable: true },
]);

/** Who enters data may say that it is kept back; that it is public is decided afterwards, by somebody else. */
export const datasetNew: Field[] = datasetFields.map((x) =>
  x.key === 'publication' ? { ...x, options: ['limited', 'closed'] } : x,
);

/** A change may say why; how far data is open is decided elsewhere. */
export const datasetEdit: Field[] = [
  ...datasetFields.filter((x) => !byDecision.has(x.key)),
  ...defineFields('datasets', [{ key: 'reason', kind: 'longtext', section: 'why', maxLength: 500, help: true }]),
];

/** The fields that a form asks for, of data as it stands. */
export const editFieldsOf = (d: Pick<Dataset, 'publication' | 'proposed'>): Field[] =>
  pinned(d) ? datasetEdit.filter((x) => !terms.has(x.key)) : datasetEdit;

const open = (key: string, options: readonly string[], more: Partial<FieldInit> = {}) =>
  defineFields('datasets', [{ key, kind: 'choice', options, derived: true, ...more }]);
const only = (key: string) => open(key, ['true'], { words: `datasets:only.${key}` });

/** The filters beside the list, in the order in which people narrow. */
export const datasetFacets: Field[] = [
  ...only('meets'),
  ...open('stars', ['5', '4', '3', '2', '1', '0'], { words: 'datasets:star' }),
  ...open('band', bands),
  ...open('freshness', freshnesses),
  ...open('publication', [...publications, undecided]),
  ...only('waiting'),
  ...open('personalData', [...classes, undecided]),
  ...[fieldOf(datasetFields, 'sectionId')].filter((x) => x !== undefined),
  ...open('format', [...formats, undecided]),
  ...open('sample', ['measured', 'redefined', 'none']),
  ...open('useKnown', ['true', 'false']),
];

/** Filters that come with a figure. */
export const datasetNarrowed: Field[] = [
  ...open('missing', parts, { words: 'datasets:part' }),
  ...open('updateInterval', [...intervals, undecided]),
  ...defineFields('datasets', [
    { key: 'useFy', kind: 'fiscalYear', derived: true },
    { key: 'noUseFy', kind: 'fiscalYear', derived: true },
    { key: 'ownerId', kind: 'ref', noun: 'organisations', derived: true },
    { key: 'systemId', kind: 'ref', noun: 'systems', derived: true },
    { key: 'procedureId', kind: 'ref', noun: 'procedures', derived: true },
  ]),
];

export const datasetFilters = [...datasetFacets, ...datasetNarrowed].map((x) => x.key);
export const datasetSort = '-useCount';
export const datasetsQuery = (search: TableSearch): ListQuery => listQuery(search, datasetFilters, datasetSort);

/** What a proposal asks. */
export const proposalFields: Field[] = defineFields('datasets', [
  { key: 'publication', kind: 'choice', options: publications, required: true, inline: true, section: 'proposal' },
  { key: 'licence', kind: 'choice', options: licences, required: true, when: (d) => d.publication === 'public' },
  { key: 'anonymisation', kind: 'longtext', maxLength: 2000, help: true, when: (d) => d.publication === 'public' },
  { key: 'basis', kind: 'longtext', maxLength: 1000, required: true, help: true, when: held },
  { key: 'proposalReason', kind: 'longtext', maxLength: 2000, required: true, help: true },
]);

/** What is said when the data was brought up to date. */
export const refreshFields: Field[] = defineFields('datasets', [
  { key: 'on', kind: 'date', section: 'refresh', help: true },
  { key: 'refreshNote', kind: 'longtext', maxLength: 500, help: true },
]);
