import { queryOptions } from '@tanstack/react-query';
import { filled, get, hrefOf, post, put, type Schemas } from './client';
import { type QueryValues, send } from './http';
import { type Asked, keyOf, listOptions, oneOptions } from './queries';
import type { ListQuery } from './types';

export type DisasterDraft = Schemas['DisastersDraft'];
export type DisasterEdit = Schemas['DisastersEdit'];
export type DisasterItem = Schemas['DisastersItem'];
export type Disaster = Schemas['DisastersDetail'];
export type Board = Schemas['DisastersBoard'];
export type Row = Schemas['DisastersRow'];
export type Tally = Schemas['DisastersTally'];
export type Review = Schemas['DisastersReview'];
export type Course = Schemas['DisastersCourse'];
export type ReportItem = Schemas['DisastersReportItem'];
export type ReportDraft = Schemas['DisastersAnswer'];
export type Current = Schemas['DisastersNow'];
export type State = ReportDraft['state'];

const noun = 'disasters';

export const disastersOptions = (query: Asked<'/disasters'>) => listOptions('/disasters', query);
export const disasterOptions = (id: string) => oneOptions(noun, id);

/** What runs and what the reader has to answer. It stands on every page, and comes from the browser's own keep on a cut line. */
export const currentOptions = () =>
  queryOptions({
    queryKey: [noun, 'current'],
    queryFn: ({ signal }) => get('/disasters/current', { signal }),
    networkMode: 'always',
  });
/** The board, and when it left the server by the clock of this device. */
export interface TakenBoard extends Board {
  takenAt: number;
  /** The last time it was asked for, the browser's own keep answered: there was no line. */
  kept: boolean;
}

export const boardOptions = (id: string) =>
  queryOptions({
    queryKey: keyOf.part(noun, id, 'board'),
    queryFn: async ({ signal }): Promise<TakenBoard> => {
      let kept = 0;
      const heard = (headers: Headers) => {
        kept = Number(headers.get('X-Kept-At') ?? 0);
      };
      const board = await get('/disasters/{id}/board', { path: { id }, signal, heard });
      return { ...board, takenAt: kept || Date.now(), kept: kept > 0 };
    },
    networkMode: 'always',
    // What the page has, it has with all that the stream told since: the keep is never newer.
    structuralSharing: (old, next) => {
      const [here, there] = [old as TakenBoard | undefined, next as TakenBoard];
      return here && there.kept && here.takenAt >= there.takenAt ? { ...here, kept: true } : there;
    },
  });
export const reviewOptions = (id: string) =>
  queryOptions({
    queryKey: keyOf.part(noun, id, 'review'),
    queryFn: ({ signal }) => get('/disasters/{id}/review', { path: { id }, signal }),
  });
export const targetsOptions = (id: string, query: ListQuery) =>
  queryOptions({
    queryKey: [...keyOf.part(noun, id, 'targets'), query],
    queryFn: ({ signal }) =>
      send<Schemas['DisastersRowPage']>('GET', filled('/disasters/{id}/targets', { id }), {
        query: query as QueryValues,
        signal,
      }),
  });
export const reportsOptions = (id: string, page: number) =>
  queryOptions({
    queryKey: [...keyOf.part(noun, id, 'reports'), page],
    queryFn: ({ signal }) => get('/disasters/{id}/reports', { path: { id }, query: { page, limit: 50 }, signal }),
  });

export const reportsFile = (id: string, lang: 'ja' | 'en') =>
  hrefOf('/disasters/{id}/reports/file', { path: { id }, query: { format: 'xlsx', lang } });

export const declareDisaster = (body: DisasterDraft, intent: string) => post('/disasters', { body, intent });
export const updateDisaster = (id: string, body: DisasterEdit, version: number) =>
  put('/disasters/{id}', { path: { id }, body, version });
export const endDisaster = (id: string, body: Schemas['DisastersClosing'], version: number, intent: string) =>
  post('/disasters/{id}/end', { path: { id }, body, version, intent });
export const writeLessons = (id: string, lessons: string, version: number, intent: string) =>
  post('/disasters/{id}/lessons', { path: { id }, body: { lessons }, version, intent });
/** The report's own id makes it arrive once, so it needs no other key. */
export const sendReport = (id: string, body: ReportDraft, signal: AbortSignal) =>
  post('/disasters/{id}/reports', { path: { id }, body, signal });
