import type { ListQuery } from '@/api/types';
import { defineFields, type Field, fieldOf } from '@/lib/fields';
import { listQuery, type TableSearch } from '@/ui/table/search';
import { levels, standings } from './model';

export const skillIds = [
  'pm',
  'requirements',
  'procurement',
  'migration',
  'security',
  'operation',
  'data',
  'bpr',
] as const;
const levelWords = ['1', '2', '3', '4'] as const;

const section = {
  key: 'sectionId',
  kind: 'ref',
  noun: 'organisations',
  nameKey: 'sectionName',
  nameEnKey: 'sectionNameEn',
} as const;

/** What a list says of a system or a project. */
const subject: Field[] = defineFields('skills', [
  { key: 'name', kind: 'text', derived: true, column: 'shown', width: 18 },
  { key: 'code', kind: 'code', derived: true, column: 'shown', sortable: true },
  { key: 'standing', kind: 'choice', options: standings, derived: true, column: 'shown', filter: true },
  { key: 'people', kind: 'number', derived: true, column: 'shown', unit: 'skills:unit.people' },
  { key: 'work', kind: 'text', derived: true, column: 'shown' },
  { key: 'backupTitle', kind: 'text', derived: true, column: 'shown' },
  { key: 'answeredOn', kind: 'date', derived: true, column: 'shown' },
  { ...section, derived: true, column: 'shown', filter: true },
]);
export const systemFields: Field[] = [
  ...subject,
  ...defineFields('skills', [{ key: 'core', kind: 'flag', derived: true, column: 'offered' }]),
];
export const projectFields: Field[] = [
  ...subject.slice(0, 2),
  ...defineFields('skills', [
    { key: 'needed', kind: 'number', derived: true, column: 'shown', unit: 'skills:unit.places' },
    { key: 'open', kind: 'number', derived: true, column: 'shown', unit: 'skills:unit.places' },
  ]),
  ...subject.slice(2),
];
const standingFacet = fieldOf(subject, 'standing') ?? [];
const sectionFacet = fieldOf(subject, 'sectionId') ?? [];
export const systemFacets: Field[] = [
  standingFacet,
  ...defineFields('skills', [{ key: 'core', kind: 'choice', options: ['true', 'false'], derived: true }]),
  sectionFacet,
].flat();
export const projectFacets: Field[] = [
  standingFacet,
  ...defineFields('skills', [
    { key: 'roles', kind: 'choice', options: ['open', 'untold', 'filled', 'none'], derived: true },
  ]),
  sectionFacet,
].flat();
const keys = (fields: Field[]) => fields.map((f) => f.key);
export const systemFilters = keys(systemFacets);
export const projectFilters = keys(projectFacets);
export const subjectSort = 'code';
export const skillSystemsQuery = (s: TableSearch): ListQuery => listQuery(s, systemFilters, subjectSort);
export const skillProjectsQuery = (s: TableSearch): ListQuery => listQuery(s, projectFilters, subjectSort);

/** What the owner answers. */
export const answerFields: Field[] = defineFields('skills', [
  { key: 'work', kind: 'text', section: 'answer', required: true, maxLength: 500, help: true },
  { key: 'people', kind: 'number', min: 0, help: true, unit: 'skills:unit.people' },
  {
    key: 'backupPostId',
    kind: 'ref',
    noun: 'posts',
    nameKey: 'backupTitle',
    nameEnKey: 'backupTitleEn',
    help: true,
  },
  { key: 'on', kind: 'date', help: true },
  { key: 'note', kind: 'longtext', maxLength: 1000 },
]);

/** A role that a project needs. */
export const needFields: Field[] = defineFields('skills', [
  { key: 'skill', kind: 'choice', section: 'need', options: skillIds, required: true },
  { key: 'level', kind: 'choice', options: levelWords, required: true, inline: true, help: true },
  { key: 'count', kind: 'number', required: true, min: 1, unit: 'skills:unit.people' },
  { key: 'filled', kind: 'number', min: 0, help: true, unit: 'skills:unit.people' },
  { key: 'note', kind: 'longtext', maxLength: 1000 },
]);

/** People of a section, by level. */
export const holdingFields: Field[] = defineFields('skill_holdings', [
  ...levels.map((n) => ({
    key: `level${n}`,
    kind: 'number' as const,
    section: 'count',
    required: true,
    min: 0,
    help: n === 1,
    unit: 'skills:unit.people',
  })),
  { key: 'asOf', kind: 'date', required: true },
  {
    key: 'trainings',
    kind: 'rows',
    section: 'trainings',
    help: true,
    fields: [
      { key: 'title', kind: 'text', required: true, maxLength: 200 },
      { key: 'level', kind: 'number', required: true, min: 1, max: 4 },
      { key: 'plannedOn', kind: 'date', required: true },
      { key: 'people', kind: 'number', required: true, min: 1 },
      { key: 'doneOn', kind: 'date' },
      { key: 'trained', kind: 'number', min: 0 },
      { key: 'reached', kind: 'number', min: 0 },
    ],
  },
  { key: 'note', kind: 'longtext', section: 'count', maxLength: 2000 },
  { key: 'reason', kind: 'longtext', section: 'why', maxLength: 500 },
]);

/** What the parts of skills are called in a history. */
export const historyFields: Record<string, readonly Field[]> = {
  skill_answers: answerFields,
  skill_needs: needFields,
  skill_holdings: [
    ...defineFields('skill_holdings', [
      { key: 'skill', kind: 'choice', options: skillIds, words: 'skills:skill', derived: true },
      { ...section, derived: true },
    ]),
    ...holdingFields,
  ],
};

export const deleteFields: Field[] = defineFields('skills', [
  { key: 'deleteReason', kind: 'longtext', section: 'why', required: true, maxLength: 500 },
]);

export const sectionFilters = ['gap', 'sectionId', 'training'] as const;
