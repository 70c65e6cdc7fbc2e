import type { ListQuery } from '@/api/types';
import { type Draft, defineFields, type Field, fieldOf } from '@/lib/fields';
import { listQuery, type TableSearch } from '@/ui/table/search';
import { outcomes, ranks, stages } from './model';

const technologies = ['search', 'chat', 'ocr', 'speech', 'vision', 'matching', 'automation', 'other'] as const;
const personal = ['none', 'masked', 'personal'] as const;

const ref = (key: string, noun: string, name: string) =>
  ({ key, kind: 'ref', noun, nameKey: name, nameEnKey: `${name}En` }) as const;

/** What a pilot is described by, in the order in which the form asks it; then what follows from it. */
export const pilotFields: Field[] = defineFields('pilots', [
  { key: 'name', kind: 'text', section: 'what', required: true, maxLength: 200, column: 'shown', width: 18 },
  // Beside the name in a list; the form passes over what is derived.
  { key: 'stage', kind: 'choice', section: 'standing', options: stages, derived: true, column: 'shown', filter: true },
  { key: 'share', kind: 'text', derived: true, column: 'shown', width: 14 },
  { key: 'target', kind: 'text', derived: true, column: 'shown' },
  { key: 'code', kind: 'code', section: 'what', maxLength: 40, help: true, column: 'offered', sortable: true },
  { key: 'kana', kind: 'text', maxLength: 200 },
  { key: 'nameEn', kind: 'text', maxLength: 200 },
  { key: 'business', kind: 'text', required: true, maxLength: 200, help: true, column: 'shown' },
  { key: 'businessEn', kind: 'text', maxLength: 200 },
  { key: 'technology', kind: 'choice', options: technologies, required: true, column: 'offered', filter: true },
  { key: 'purpose', kind: 'longtext', required: true, maxLength: 4000, help: true },
  {
    ...ref('sectionId', 'organisations', 'sectionName'),
    required: true,
    column: 'shown',
    filter: true,
  },
  { ...ref('managerId', 'people', 'managerName'), required: true, help: true },
  { ...ref('projectId', 'projects', 'projectName') },

  { key: 'wardIds', kind: 'refs', section: 'scope', noun: 'organisations', nameKey: 'wards', help: true },
  { key: 'startsOn', kind: 'date', required: true, column: 'offered', sortable: true },
  { key: 'endsOn', kind: 'date', required: true, help: true, column: 'shown', sortable: true },
  {
    key: 'targetCases',
    kind: 'number',
    required: true,
    min: 1,
    max: 1_000_000,
    help: true,
    unit: 'pilots:unit.cases',
    column: 'offered',
  },

  {
    key: 'personalData',
    kind: 'choice',
    section: 'trust',
    options: personal,
    required: true,
    inline: true,
    column: 'offered',
    filter: true,
  },
  { key: 'privacyNote', kind: 'longtext', maxLength: 4000, help: true, when: (d: Draft) => d.personalData !== 'none' },
  { key: 'accountability', kind: 'longtext', maxLength: 4000, help: true },
  { key: 'humanCheck', kind: 'longtext', required: true, maxLength: 4000, help: true },

  { key: 'oneOffCost', kind: 'yen', section: 'value', min: 0, help: true },
  { key: 'yearlyCost', kind: 'yen', min: 0 },
  {
    key: 'readings',
    kind: 'rows',
    help: true,
    fields: [
      { key: 'on', kind: 'date', required: true },
      { key: 'uses', kind: 'number', min: 0 },
      { key: 'respondents', kind: 'number', min: 0 },
      { key: 'satisfied', kind: 'number', min: 0 },
    ],
  },
  { key: 'note', kind: 'longtext', maxLength: 4000 },

  { key: 'startedOn', kind: 'date', section: 'standing', derived: true, column: 'offered' },
  { ...ref('startedById', 'people', 'startedByName'), derived: true },
  { key: 'closedOn', kind: 'date', derived: true, column: 'offered' },
  { key: 'setNo', kind: 'number', derived: true },
  { key: 'criteriaNo', kind: 'number', derived: true },
  { key: 'updatedAt', kind: 'instant', derived: true, column: 'offered', sortable: true },
]);

/** A change may say why. */
export const pilotEdit: Field[] = [
  ...pilotFields,
  ...defineFields('pilots', [{ key: 'reason', kind: 'longtext', section: 'why', maxLength: 500, help: true }]),
];

const only = { kind: 'choice', options: ['true'], derived: true } as const;

/** The filters beside the list, in the order in which people narrow. */
export const pilotFacets: Field[] = [
  ...['stage'].flatMap((key) => fieldOf(pilotFields, key) ?? []),
  ...defineFields('pilots', [
    { key: 'ready', kind: 'choice', options: ['true', 'false'], derived: true },
    { key: 'due', ...only, words: 'pilots:only.due' },
    { key: 'afterStart', ...only, words: 'pilots:only.afterStart' },
  ]),
  ...['technology', 'personalData', 'sectionId'].flatMap((key) => fieldOf(pilotFields, key) ?? []),
  ...defineFields('pilots', [{ key: 'wardId', kind: 'ref', noun: 'organisations', derived: true }]),
];
export const pilotNarrowed: Field[] = defineFields('pilots', [
  { key: 'projectId', kind: 'ref', noun: 'projects', derived: true },
]);
export const pilotFilters = [...pilotFacets, ...pilotNarrowed].map((f) => f.key);
export const pilotSort = 'attention';
export const pilotsQuery = (search: TableSearch): ListQuery => listQuery(search, pilotFilters, pilotSort);

/** What must be shown. */
export const criteriaFields: Field[] = defineFields('pilots', [
  { key: 'metric', kind: 'choice', section: 'criteria', options: ['top1', 'top3'], inline: true, required: true },
  { key: 'targetPercent', kind: 'number', required: true, min: 1, max: 99, help: true, unit: 'pilots:unit.percent' },
  { key: 'minCases', kind: 'number', required: true, min: 1, help: true, unit: 'pilots:unit.cases' },
  { key: 'minSecondsSaved', kind: 'number', min: 1, help: true, unit: 'pilots:unit.seconds' },
  {
    key: 'minTimed',
    kind: 'number',
    required: true,
    min: 1,
    help: true,
    unit: 'pilots:unit.cases',
    when: (d: Draft) => typeof d.minSecondsSaved === 'number',
  },
  { key: 'minSatisfied', kind: 'number', min: 1, max: 100, help: true, unit: 'pilots:unit.percent' },
  {
    key: 'minAsked',
    kind: 'number',
    required: true,
    min: 1,
    help: true,
    unit: 'pilots:unit.people',
    when: (d: Draft) => typeof d.minSatisfied === 'number',
  },
  { key: 'giveUp', kind: 'longtext', required: true, maxLength: 2000, help: true },
]);

/** Once the pilot runs, a change says why. */
export const criteriaLater: Field[] = [
  ...criteriaFields,
  ...defineFields('pilots', [
    { key: 'criteriaReason', kind: 'longtext', section: 'criteria', required: true, maxLength: 1000, help: true },
  ]),
];

export const setFields: Field[] = defineFields('pilots', [
  { key: 'edition', kind: 'text', section: 'set', required: true, maxLength: 40, help: true },
  { key: 'what', kind: 'longtext', required: true, maxLength: 2000, help: true },
]);

export const startFields: Field[] = defineFields('pilots', [
  { key: 'on', kind: 'date', section: 'start', help: true },
  { key: 'startNote', kind: 'longtext', maxLength: 500 },
]);

export const decisionFields: Field[] = defineFields('pilots', [
  { key: 'outcome', kind: 'choice', section: 'decision', options: outcomes, inline: true, required: true },
  {
    key: 'scope',
    kind: 'longtext',
    maxLength: 1000,
    required: true,
    help: true,
    when: (d: Draft) => d.outcome === 'widen',
  },
  { key: 'nextEndsOn', kind: 'date', required: true, help: true, when: (d: Draft) => d.outcome === 'continue' },
  { key: 'decisionReason', kind: 'longtext', required: true, maxLength: 4000 },
  {
    key: 'lessons',
    kind: 'longtext',
    maxLength: 4000,
    required: true,
    help: true,
    when: (d: Draft) => d.outcome === 'end',
  },
  { key: 'meeting', kind: 'text', maxLength: 200, help: true },
]);

const pilotOf = ref('pilotId', 'pilots', 'pilotName');
const wardOf = ref('wardId', 'organisations', 'wardName');

/** One case. */
export const caseFields: Field[] = defineFields('pilot_cases', [
  { key: 'code', kind: 'code', section: 'case', maxLength: 60, help: true, column: 'shown', sortable: true },
  { ...pilotOf, required: true, column: 'shown', width: 16 },
  { ...wardOf, required: true, help: true, column: 'shown', filter: true },
  { key: 'edition', kind: 'text', required: true, maxLength: 40, help: true, column: 'shown' },
  { key: 'rank', kind: 'choice', options: ranks, required: true, inline: true, column: 'shown', filter: true },
  { key: 'secondsBefore', kind: 'number', min: 0, help: true, column: 'offered', unit: 'pilots:unit.seconds' },
  { key: 'secondsAfter', kind: 'number', min: 0, column: 'offered', unit: 'pilots:unit.seconds' },
  { key: 'saved', kind: 'number', derived: true, column: 'shown', unit: 'pilots:unit.seconds' },
  { key: 'handledOn', kind: 'date', column: 'offered' },
  { ...ref('checkedById', 'people', 'checkedByName'), help: true, column: 'shown' },
  { key: 'note', kind: 'longtext', maxLength: 2000, column: 'offered' },
  { key: 'updatedAt', kind: 'instant', derived: true, column: 'offered', sortable: true },
]);

/** Why a case does not count, on its page. */
export const voidFields: Field[] = defineFields('pilot_cases', [
  { key: 'voidReason', kind: 'longtext', section: 'void', derived: true },
  { key: 'voidedOn', kind: 'date', derived: true },
  { ...ref('voidedById', 'people', 'voidedByName'), derived: true },
]);

/** In which trial and on which evaluation set a case was tried stays; whoever corrects the rest says why. */
export const caseKept = ['pilotId', 'edition'] as const;
export const caseEdit: Field[] = [
  ...caseFields.filter((x) => !caseKept.some((k) => k === x.key)),
  ...defineFields('pilot_cases', [{ key: 'reason', kind: 'longtext', section: 'why', required: true, maxLength: 500 }]),
];

export const caseFacets: Field[] = [
  ...['rank'].flatMap((key) => fieldOf(caseFields, key) ?? []),
  ...defineFields('pilot_cases', [
    { key: 'checked', kind: 'choice', options: ['false', 'true'], derived: true },
    { key: 'timed', kind: 'choice', options: ['true', 'false'], derived: true },
    { key: 'corrected', ...only, words: 'pilot_cases:only.corrected' },
    { key: 'voided', ...only, words: 'pilot_cases:only.voided' },
    { ...pilotOf, derived: true },
    { ...wardOf, derived: true },
  ]),
];
export const caseNarrowed: Field[] = defineFields('pilot_cases', [
  { key: 'edition', kind: 'text', derived: true },
  { key: 'stage', kind: 'choice', options: stages, words: 'pilots:stage', derived: true },
  { key: 'sectionId', kind: 'ref', noun: 'organisations', derived: true },
]);
export const caseFilters = [...caseFacets, ...caseNarrowed].map((f) => f.key);
export const caseSort = 'code';
export const casesQuery = (search: TableSearch): ListQuery => listQuery(search, caseFilters, caseSort);
