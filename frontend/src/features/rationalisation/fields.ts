import type { ListQuery } from '@/api/types';
import { defineFields, type Field, fieldOf } from '@/lib/fields';
import { listQuery, type TableSearch } from '@/ui/table/search';
import { criticalities, dispositions, phases, quadrants } from './model';

const only = { kind: 'choice', options: ['true'], derived: true } as const;
const derived = { derived: true } as const;
const quadrantField = {
  key: 'quadrant',
  kind: 'choice',
  options: quadrants,
  words: 'rationalisation:quadrant',
  derived: true,
} as const;
const criticalityField = {
  key: 'criticality',
  kind: 'choice',
  options: criticalities,
  words: 'rationalisation:criticality',
  derived: true,
} as const;
const ownerField = {
  key: 'ownerId',
  kind: 'ref',
  noun: 'organisations',
  nameKey: 'ownerName',
  nameEnKey: 'ownerNameEn',
  derived: true,
} as const;
const name = { key: 'name', kind: 'text', derived: true, column: 'shown', width: 18 } as const;
const code = { key: 'code', kind: 'code', derived: true, column: 'offered', sortable: true } as const;

const query =
  (filters: readonly string[], sort: string) =>
  (search: TableSearch): ListQuery =>
    listQuery(search, filters, sort);
const keys = (...lists: Field[][]) => lists.flat().map((f) => f.key);

/** Systems with their present assessment. */
export const itemFields = defineFields('rationalisation', [
  { ...name, section: 'item' },
  { ...quadrantField, column: 'shown', filter: true, width: 10 },
  { key: 'business', kind: 'number', ...derived, column: 'shown', sortable: true },
  { key: 'technical', kind: 'number', ...derived, column: 'shown', sortable: true },
  { key: 'disposition', kind: 'choice', options: dispositions, ...derived, column: 'shown', filter: true },
  { ...ownerField, column: 'shown', filter: true },
  { ...criticalityField, column: 'shown', filter: true },
  { key: 'capabilities', kind: 'number', ...derived, column: 'offered', unit: 'rationalisation:unit.functions' },
  { key: 'assessedOn', kind: 'date', ...derived, column: 'shown', sortable: true },
  { ...code, column: 'shown' },
]);
export const itemFacets = [
  ...['quadrant'].flatMap((k) => fieldOf(itemFields, k) ?? []),
  ...defineFields('rationalisation', [
    { key: 'disposition', kind: 'choice', options: [...dispositions, 'open'], ...derived, section: 'item' },
  ]),
  ...['criticality', 'ownerId'].flatMap((k) => fieldOf(itemFields, k) ?? []),
  ...defineFields('rationalisation', [
    { key: 'statutory', ...only, words: 'rationalisation:only.statutory' },
    { key: 'merger', ...only, words: 'rationalisation:only.merger' },
    { key: 'stale', ...only, words: 'rationalisation:only.stale' },
    { key: 'assigned', kind: 'choice', options: ['true', 'false'], ...derived },
  ]),
];
export const itemNarrowed = defineFields('rationalisation', [
  { key: 'cell', kind: 'text', ...derived },
  { key: 'capabilityId', kind: 'ref', noun: 'rationalisation/functions', ...derived },
  { key: 'assignedId', kind: 'ref', noun: 'rationalisation/functions', ...derived },
]);
export const itemFilters = keys(itemFacets, itemNarrowed);
export const itemSort = 'code';
export const itemsQuery = query(itemFilters, itemSort);

/** Pairs of systems that serve the same functions. */
export const overlapFields = defineFields('rationalisation', [
  { key: 'pair', kind: 'text', ...derived, column: 'shown', width: 22, section: 'overlap' },
  {
    key: 'percent',
    kind: 'percent',
    ...derived,
    column: 'shown',
    sortable: true,
    unit: 'rationalisation:unit.percent',
  },
  { key: 'strength', kind: 'choice', options: ['strong', 'candidate'], ...derived, column: 'shown', filter: true },
  { key: 'shared', kind: 'text', ...derived, column: 'shown', width: 16 },
  { key: 'hints', kind: 'text', ...derived, column: 'shown', width: 14 },
]);
export const overlapFacets = [
  ...['strength'].flatMap((k) => fieldOf(overlapFields, k) ?? []),
  ...defineFields('rationalisation', [
    { key: 'same', kind: 'choice', options: ['product', 'vendor'], ...derived },
    { ...ownerField, key: 'ownerId' },
  ]),
];
export const overlapNarrowed = defineFields('rationalisation', [
  { key: 'systemId', kind: 'ref', noun: 'systems', ...derived },
  { key: 'capabilityId', kind: 'ref', noun: 'rationalisation/functions', ...derived },
]);
export const overlapFilters = keys(overlapFacets, overlapNarrowed);
export const overlapSort = '-percent';
export const overlapsQuery = query(overlapFilters, overlapSort);

/** Components by the end of their support. */
export const partFields = defineFields('rationalisation', [
  { key: 'part', kind: 'text', ...derived, column: 'shown', width: 14, section: 'part' },
  {
    key: 'status',
    kind: 'choice',
    options: ['red', 'amber', 'grey', 'green'],
    words: 'rationalisation:support',
    ...derived,
    column: 'shown',
    filter: true,
  },
  { key: 'endsOn', kind: 'date', ...derived, column: 'shown', sortable: true },
  { key: 'mainOn', kind: 'date', ...derived, column: 'offered' },
  { key: 'systemName', kind: 'text', ...derived, column: 'shown', width: 16 },
  { ...ownerField, column: 'shown', filter: true },
  {
    key: 'kind',
    kind: 'choice',
    options: ['os', 'database', 'middleware', 'package', 'hardware', 'other'],
    words: 'rationalisation:partKind',
    ...derived,
    column: 'offered',
    filter: true,
  },
  { key: 'checkedOn', kind: 'date', ...derived, column: 'shown', sortable: true },
  { key: 'source', kind: 'text', ...derived, column: 'offered' },
]);
export const partFacets = ['status', 'kind', 'ownerId'].flatMap((k) => fieldOf(partFields, k) ?? []);
export const partNarrowed = defineFields('rationalisation', [
  { key: 'fiscalYear', kind: 'fiscalYear', ...derived },
  { key: 'quarter', kind: 'choice', options: ['1', '2', '3', '4'], ...derived },
  { key: 'later', kind: 'fiscalYear', ...derived },
  { key: 'unknown', ...only, words: 'rationalisation:only.unknown' },
  { key: 'systemId', kind: 'ref', noun: 'systems', ...derived },
  { key: 'product', kind: 'text', ...derived },
]);
export const partFilters = keys(partFacets, partNarrowed);
export const partSort = 'endsOn';
export const partsQuery = query(partFilters, partSort);

/** Leases against the day on which the successor goes live. */
export const leaseFields = defineFields('rationalisation', [
  { ...name, section: 'lease' },
  {
    key: 'state',
    kind: 'choice',
    options: ['conflict', 'clear', 'unknown'],
    words: 'rationalisation:lease',
    ...derived,
    column: 'shown',
    filter: true,
  },
  { key: 'leaseEndsOn', kind: 'date', ...derived, column: 'shown', sortable: true },
  { key: 'successorName', kind: 'text', ...derived, column: 'shown', width: 16 },
  { key: 'successorLiveOn', kind: 'date', ...derived, column: 'shown' },
  { key: 'gapDays', kind: 'number', ...derived, column: 'shown', unit: 'rationalisation:unit.days' },
  { ...ownerField, column: 'shown', filter: true },
  code,
]);
export const leaseFacets = [
  ...defineFields('rationalisation', [
    { key: 'state', kind: 'choice', options: ['conflict'], words: 'rationalisation:lease', ...derived },
  ]),
  ...['ownerId'].flatMap((k) => fieldOf(leaseFields, k) ?? []),
];
export const leaseNarrowed = defineFields('rationalisation', [
  { key: 'fiscalYear', kind: 'fiscalYear', ...derived },
  { key: 'quarter', kind: 'choice', options: ['1', '2', '3', '4'], ...derived },
]);
export const leaseFilters = keys(leaseFacets, leaseNarrowed);
export const leaseSort = 'leaseEndsOn';
export const leasesQuery = query(leaseFilters, leaseSort);

/** Systems by what depends on them. */
export const dependencyFields = defineFields('rationalisation', [
  { ...name, section: 'dependency' },
  { key: 'feeds', kind: 'number', ...derived, column: 'shown', sortable: true, unit: 'rationalisation:unit.systems' },
  { key: 'fed', kind: 'number', ...derived, column: 'shown', sortable: true, unit: 'rationalisation:unit.systems' },
  { ...criticalityField, column: 'shown', filter: true },
  { key: 'citizenFacing', kind: 'flag', ...derived, column: 'shown' },
  { ...ownerField, column: 'shown', filter: true },
  { ...code, column: 'shown' },
]);
export const dependencyFacets = ['criticality', 'ownerId'].flatMap((k) => fieldOf(dependencyFields, k) ?? []);
export const dependencyFilters = keys(dependencyFacets);
export const dependencySort = '-feeds';
export const dependenciesQuery = query(dependencyFilters, dependencySort);

/** Systems that cases retire. */
export const retirementFields = defineFields('rationalisation', [
  { ...name, section: 'retirement' },
  {
    key: 'state',
    kind: 'choice',
    options: ['retired', 'overdue', 'ahead'],
    words: 'rationalisation:retirement',
    ...derived,
    column: 'shown',
    filter: true,
  },
  { key: 'retireOn', kind: 'date', ...derived, column: 'shown', sortable: true },
  { key: 'absorberName', kind: 'text', ...derived, column: 'shown', width: 16 },
  { key: 'caseName', kind: 'text', ...derived, column: 'shown', width: 16 },
  {
    key: 'phase',
    kind: 'choice',
    options: phases,
    words: 'rationalisation:phase',
    ...derived,
    column: 'offered',
  },
  code,
]);
export const retirementNarrowed = [
  ...['state'].flatMap((k) => fieldOf(retirementFields, k) ?? []),
  ...defineFields('rationalisation', [
    { ...ownerField, key: 'ownerId' },
    { key: 'fiscalYear', kind: 'fiscalYear', ...derived },
  ]),
];
export const retirementFilters = keys(retirementNarrowed);
export const retirementSort = 'retireOn';
export const retirementsQuery = query(retirementFilters, retirementSort);

/** Renewals by their day. */
export const renewalNarrowed = defineFields('rationalisation', [
  {
    key: 'state',
    kind: 'choice',
    options: ['ahead', 'overdue', 'avoided', 'unknown'],
    words: 'rationalisation:renewal',
    ...derived,
    section: 'renewal',
  },
  { ...ownerField, key: 'ownerId' },
  { key: 'fiscalYear', kind: 'fiscalYear', ...derived },
  { key: 'later', kind: 'fiscalYear', ...derived },
  { key: 'priced', kind: 'choice', options: ['true', 'false'], ...derived },
]);
export const renewalFilters = keys(renewalNarrowed);
export const renewalSort = 'renewalOn';
export const renewalsQuery = query(renewalFilters, renewalSort);

/** A consolidation case: what the form asks, then what follows. */
export const caseFields = defineFields('cases', [
  { key: 'name', kind: 'text', section: 'what', required: true, maxLength: 200, column: 'shown', width: 20 },
  { key: 'code', kind: 'code', maxLength: 40, help: true, column: 'shown', sortable: true },
  { key: 'nameEn', kind: 'text', maxLength: 200 },
  {
    key: 'sectionId',
    kind: 'ref',
    noun: 'organisations',
    nameKey: 'sectionName',
    nameEnKey: 'sectionNameEn',
    required: true,
    column: 'shown',
  },
  { key: 'summary', kind: 'longtext', maxLength: 4000, help: true },
  {
    key: 'members',
    kind: 'rows',
    section: 'systems',
    required: true,
    help: true,
    fields: [
      {
        key: 'systemId',
        kind: 'ref',
        noun: 'systems',
        nameKey: 'systemName',
        nameEnKey: 'systemNameEn',
        required: true,
      },
      {
        key: 'absorbedBy',
        kind: 'ref',
        noun: 'systems',
        nameKey: 'absorberName',
        nameEnKey: 'absorberNameEn',
        required: true,
      },
      { key: 'retireOn', kind: 'date', required: true },
    ],
  },
  { key: 'runBefore', kind: 'yen', section: 'money', help: true, column: 'offered' },
  { key: 'runAfter', kind: 'yen', column: 'offered' },
  { key: 'oneOff', kind: 'yen', column: 'shown' },
  { key: 'basis', kind: 'longtext', maxLength: 2000 },
  {
    key: 'state',
    kind: 'choice',
    options: ['proposed', 'approved', 'done', 'dropped'],
    section: 'decision',
    derived: true,
    column: 'shown',
    filter: true,
  },
  { key: 'absorbed', kind: 'number', ...derived, column: 'shown' },
  { key: 'lastOn', kind: 'date', ...derived, column: 'shown' },
  { key: 'saving', kind: 'yen', ...derived, column: 'shown', sortable: true },
  { key: 'payback', kind: 'number', ...derived, column: 'shown', unit: 'cases:unit.years' },
  { key: 'decidedOn', kind: 'date', ...derived },
  { key: 'decidedById', kind: 'ref', noun: 'people', ...derived },
  { key: 'decisionNote', kind: 'longtext', ...derived },
  { key: 'finishedOn', kind: 'date', ...derived },
  { key: 'proposedById', kind: 'ref', noun: 'people', ...derived },
  { key: 'updatedAt', kind: 'instant', ...derived, column: 'offered', sortable: true },
]);
export const caseEdit = [
  ...caseFields,
  ...defineFields('cases', [{ key: 'reason', kind: 'longtext', section: 'why', maxLength: 500 }]),
];
export const caseFacets = ['state'].flatMap((k) => fieldOf(caseFields, k) ?? []);
export const caseNarrowed = defineFields('cases', [
  { key: 'ownerId', kind: 'ref', noun: 'organisations', ...derived, section: 'decision' },
  { key: 'systemId', kind: 'ref', noun: 'systems', ...derived },
  { key: 'unpriced', ...only, words: 'cases:only.unpriced' },
]);
export const caseFilters = keys(caseFacets, caseNarrowed);
export const caseSort = 'code';
export const casesQuery = query(caseFilters, caseSort);

/** What rationalisation has to know of a system beyond the register. */
export const profileFields = defineFields('profiles', [
  {
    key: 'capabilityIds',
    kind: 'refs',
    noun: 'rationalisation/functions',
    nameKey: 'capabilities',
    section: 'work',
    help: true,
  },
  { key: 'product', kind: 'text', maxLength: 200, help: true },
  { key: 'dataEntities', kind: 'tags', help: true },
  { key: 'maintainers', kind: 'number', section: 'care', min: 0, help: true, unit: 'profiles:unit.people' },
  { key: 'leaseEndsOn', kind: 'date', section: 'renewal' },
  { key: 'successorId', kind: 'ref', noun: 'systems', nameKey: 'successorName', nameEnKey: 'successorNameEn' },
  { key: 'successorLiveOn', kind: 'date', help: true },
  { key: 'renewalAmount', kind: 'yen', help: true },
  { key: 'renewalBasis', kind: 'text', maxLength: 1000 },
  { key: 'note', kind: 'longtext', maxLength: 4000 },
]);
export const profileEdit = [
  ...profileFields,
  ...defineFields('profiles', [{ key: 'reason', kind: 'longtext', section: 'why', maxLength: 500 }]),
];

/** A business function. */
export const capabilityFields = defineFields('capabilities', [
  { key: 'code', kind: 'code', section: 'function', required: true, maxLength: 40, help: true },
  { key: 'name', kind: 'text', required: true, maxLength: 200 },
  { key: 'nameEn', kind: 'text', maxLength: 200 },
  { key: 'parentId', kind: 'ref', noun: 'rationalisation/functions', nameKey: 'parentName', help: true },
  { key: 'note', kind: 'longtext', maxLength: 2000 },
  { key: 'level', kind: 'number', derived: true },
]);

/** An assessment, as the ledger tells it. */
export const assessmentFields = defineFields('assessments', [
  {
    key: 'quadrant',
    kind: 'choice',
    options: quadrants,
    words: 'rationalisation:quadrant',
    ...derived,
    section: 'result',
  },
  { key: 'statutory', kind: 'flag', ...derived },
  {
    key: 'answers',
    kind: 'rows',
    ...derived,
    fields: [
      { key: 'criterion', kind: 'text' },
      { key: 'score', kind: 'number' },
      { key: 'note', kind: 'text' },
    ],
  },
  {
    key: 'disposition',
    kind: 'choice',
    options: dispositions,
    ...derived,
  },
  { key: 'rationale', kind: 'longtext', ...derived },
  { key: 'assessedOn', kind: 'date', ...derived },
  { key: 'assessedById', kind: 'ref', noun: 'people', ...derived },
  { key: 'supersededBy', kind: 'text', ...derived },
  { key: 'edition', kind: 'text', ...derived },
]);
