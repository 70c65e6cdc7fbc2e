import { queryOptions } from '@tanstack/react-query';
import { del, get, post, put, type Schemas } from './client';
import { type Asked, facetsOptions, listOptions, oneOptions } from './queries';

export type SkillSubject = Schemas['SkillsSubjectItem'];
export type SubjectSkills = Schemas['SkillsSubjectDetail'];
export type Standing = SkillSubject['standing'];
export type SkillSection = Schemas['SkillsSectionRow'];
export type SectionSkills = Schemas['SkillsSectionDetail'];
export type SkillCell = Schemas['SkillsCell'];
export type SkillNeed = Schemas['SkillsNeedItem'];
export type Holding = Schemas['SkillsHolding'];
export type SkillSummary = Schemas['SkillsSummary'];
export type SkillSettings = Schemas['SkillsSettings'];
/** What people are counted for: a system or a project. */
export type SubjectKind = 'systems' | 'projects';

export const skillSummaryOptions = () =>
  queryOptions({
    queryKey: ['skills', 'summary'],
    queryFn: ({ signal }) => get('/skills/summary', { signal }),
  });
export const skillSystemsOptions = (query: Asked<'/skills/systems'>) => listOptions('/skills/systems', query);
export const skillSystemFacetsOptions = (query: Asked<'/skills/systems/facets'>) =>
  facetsOptions('/skills/systems/facets', query, 'skills/systems');
export const skillProjectsOptions = (query: Asked<'/skills/projects'>) => listOptions('/skills/projects', query);
export const skillProjectFacetsOptions = (query: Asked<'/skills/projects/facets'>) =>
  facetsOptions('/skills/projects/facets', query, 'skills/projects');
export const skillSectionsOptions = (query: Asked<'/skills/sections'>) => listOptions('/skills/sections', query);
export const sectionSkillsOptions = (id: string) => oneOptions('skills/sections', id);
export const subjectSkillsOptions = (kind: SubjectKind, id: string) =>
  queryOptions({
    queryKey: ['skills', kind, 'one', id],
    queryFn: ({ signal }) =>
      kind === 'systems'
        ? get('/skills/systems/{id}', { path: { id }, signal })
        : get('/skills/projects/{id}', { path: { id }, signal }),
  });

type AnswerDraft = Schemas['SkillsAnswerDraft'];
export const answerSkills = (kind: SubjectKind, id: string, body: AnswerDraft, intent: string) =>
  kind === 'systems'
    ? post('/skills/systems/{id}/answers', { path: { id }, body, intent })
    : post('/skills/projects/{id}/answers', { path: { id }, body, intent });
export const createNeed = (projectId: string, body: Schemas['SkillsNeedDraft'], intent: string) =>
  post('/skills/projects/{id}/needs', { path: { id: projectId }, body, intent });
export const updateNeed = (id: string, body: Schemas['SkillsNeedDraft'], version: number) =>
  put('/skills/needs/{id}', { path: { id }, body, version });
export const deleteNeed = (id: string, version: number, reason: string) =>
  del('/skills/needs/{id}', { path: { id }, version, query: { reason } });
export const createHolding = (body: Schemas['SkillsHoldingDraft'], intent: string) =>
  post('/skills/holdings', { body, intent });
export const updateHolding = (id: string, body: Schemas['SkillsHoldingEdit'], version: number) =>
  put('/skills/holdings/{id}', { path: { id }, body, version });
export const deleteHolding = (id: string, version: number, reason: string) =>
  del('/skills/holdings/{id}', { path: { id }, version, query: { reason } });
