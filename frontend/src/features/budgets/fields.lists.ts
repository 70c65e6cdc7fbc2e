import { today } from '@/lib/dates';
import { defineFields, type Field } from '@/lib/fields';
import { fiscalYearOf } from '@/lib/fiscal';
import { listQuery, type TableSearch } from '@/ui/table/search';

// The lists beside the register of lines: what they show, what they are narrowed by, what the server is asked.

/** In a list of systems, name and code are those of the system and not of a budget line. */
const ofSystems = (fields: readonly Field[]): Field[] => fields.map((x) => ({ ...x, label: words[x.key] ?? x.label }));

const words: Record<string, string> = { name: 'budgets:field.systemId', code: 'budgets:field.systemCode' };

export const costFields = ofSystems(
  defineFields('budgets', [
    { key: 'name', kind: 'text', derived: true, column: 'shown', width: 16 },
    { key: 'code', kind: 'code', derived: true, column: 'shown', sortable: true },
    {
      key: 'ownerId',
      kind: 'ref',
      noun: 'organisations',
      nameKey: 'ownerName',
      nameEnKey: 'ownerNameEn',
      derived: true,
      column: 'shown',
    },
    {
      key: 'sectionId',
      kind: 'ref',
      noun: 'organisations',
      nameKey: 'sectionName',
      derived: true,
      filter: true,
    },
    { key: 'recurring', kind: 'yen', derived: true, column: 'shown', sortable: true },
    { key: 'oneOff', kind: 'yen', derived: true, column: 'shown', sortable: true },
    { key: 'planned', kind: 'yen', derived: true, column: 'shown', sortable: true },
    { key: 'revised', kind: 'yen', derived: true, column: 'offered', sortable: true },
    { key: 'spent', kind: 'yen', derived: true, column: 'offered', sortable: true },
    { key: 'notReturned', kind: 'flag', derived: true, column: 'shown', filter: true },
    { key: 'unrequested', kind: 'flag', derived: true, filter: true },
  ]),
);
export const costFacets = costFields.filter((x) => x.filter);
export const costFilters = [...costFacets.map((x) => x.key), 'fiscalYear', 'systemId', 'projectId', 'account'];
export const costSort = '-planned';
export const yearOf = (search: TableSearch) => Number(search.fiscalYear) || fiscalYearOf(today());
export const costsQuery = (search: TableSearch) => ({
  ...listQuery(search, costFilters, costSort),
  fiscalYear: yearOf(search),
});

export const requestFields = defineFields('budgets', [
  { key: 'name', kind: 'text', derived: true, column: 'shown', width: 16 },
  { key: 'code', kind: 'code', derived: true, column: 'shown', sortable: true },
  {
    key: 'sectionId',
    kind: 'ref',
    noun: 'organisations',
    nameKey: 'sectionName',
    nameEnKey: 'sectionNameEn',
    derived: true,
    column: 'shown',
    filter: true,
  },
  {
    key: 'state',
    kind: 'choice',
    options: ['submitted', 'assessed', 'adopted', 'withdrawn'],
    words: 'entries:state',
    derived: true,
    column: 'shown',
    filter: true,
  },
  { key: 'category', kind: 'choice', options: ['recurring', 'one_off'], derived: true, column: 'shown', filter: true },
  { key: 'amount', kind: 'yen', derived: true, column: 'shown', sortable: true },
  { key: 'previous', kind: 'yen', derived: true, column: 'shown' },
  { key: 'assessedAmount', kind: 'yen', derived: true, column: 'shown' },
  { key: 'requestedOn', kind: 'date', derived: true, column: 'shown', sortable: true },
  { key: 'documentNo', kind: 'code', derived: true, column: 'offered' },
]);
export const requestFacets = requestFields.filter((x) => x.filter);
export const requestFilters = [...requestFacets.map((x) => x.key), 'fiscalYear', 'lineId'];
export const requestSort = '-requestedOn';
export const requestsQuery = (search: TableSearch) => listQuery(search, requestFilters, requestSort);

export const forecastFields = ofSystems(
  defineFields('budgets', [
    { key: 'name', kind: 'text', derived: true, column: 'shown', width: 16 },
    { key: 'code', kind: 'code', derived: true, column: 'shown' },
    { key: 'fiscalYear', kind: 'fiscalYear', derived: true, column: 'shown' },
    {
      key: 'category',
      kind: 'choice',
      options: ['recurring', 'one_off'],
      derived: true,
      column: 'shown',
      filter: true,
    },
    { key: 'amount', kind: 'yen', derived: true, column: 'shown' },
    { key: 'fromYear', kind: 'text', derived: true, column: 'shown', width: 20 },
    {
      key: 'sectionId',
      kind: 'ref',
      noun: 'organisations',
      nameKey: 'sectionName',
      derived: true,
      filter: true,
    },
    { key: 'unknown', kind: 'flag', derived: true, filter: true },
  ]),
);
export const forecastFacets = forecastFields.filter((x) => x.filter);
export const forecastFilters = [...forecastFacets.map((x) => x.key), 'fiscalYear', 'systemId'];
/** The forecast has one order, that of the register. */
export const forecastQuery = (search: TableSearch) => ({ ...listQuery(search, forecastFilters, ''), sort: undefined });

export const endFields = ofSystems(
  defineFields('budgets', [
    { key: 'name', kind: 'text', derived: true, column: 'shown', width: 16 },
    { key: 'code', kind: 'code', derived: true, column: 'shown', sortable: true },
    {
      key: 'ownerId',
      kind: 'ref',
      noun: 'organisations',
      nameKey: 'ownerName',
      nameEnKey: 'ownerNameEn',
      derived: true,
      column: 'shown',
    },
    { key: 'sectionId', kind: 'ref', noun: 'organisations', nameKey: 'sectionName', derived: true, filter: true },
    { key: 'vendor', kind: 'text', derived: true, column: 'shown' },
    { key: 'contractNo', kind: 'code', derived: true, column: 'offered' },
    { key: 'contractEndsOn', kind: 'date', derived: true, column: 'shown', sortable: true },
    { key: 'recurring', kind: 'yen', derived: true, column: 'shown' },
  ]),
);
export const endFacets = endFields.filter((x) => x.filter);
export const endFilters = [...endFacets.map((x) => x.key), 'fiscalYear', 'systemId'];
export const endSort = 'contractEndsOn';
export const endsQuery = (search: TableSearch) => listQuery(search, endFilters, endSort);
