import { queryOptions } from '@tanstack/react-query';
import { del, get, post, put, type Schemas } from './client';
import { type Asked, keyOf, listOptions, oneOptions } from './queries';

export type MeetingRow = Schemas['MeetingsRow'];
export type Meeting = Schemas['MeetingsDetail'];
export type MeetingEdit = Schemas['MeetingsEdit'];
export type AgendaItem = Schemas['MeetingsItemView'];
export type ItemDraft = Schemas['MeetingsItemDraft'];
export type Ruling = Schemas['MeetingsRuling'];
export type Attendee = Schemas['MeetingsAttendee'];
export type Opinion = Schemas['MeetingsOpinion'];
export type OpinionDraft = Schemas['MeetingsOpinionDraft'];
export type Direction = Schemas['MeetingsDirection'];
export type Proposal = Schemas['MeetingsProposal'];
export type Pack = Schemas['PacksView'];
export type PackEntry = Schemas['PacksEntry'];
export type Block = Schemas['Block'];
export type BlockFigure = Schemas['BlocksFigure'];
export type BlockUnit = BlockFigure['unit'];

const noun = 'meetings';

export const meetingsOptions = (query: Asked<'/meetings'>) => listOptions('/meetings', query);
export const meetingOptions = (id: string) => oneOptions(noun, id);
export const proposalsOptions = (id: string) =>
  queryOptions({
    queryKey: keyOf.part(noun, id, 'proposals'),
    queryFn: ({ signal }) => get('/meetings/{id}/proposals', { path: { id }, signal }),
  });
export const minutesDraftOptions = (id: string) =>
  queryOptions({
    queryKey: keyOf.part(noun, id, 'draft'),
    queryFn: ({ signal }) => get('/meetings/{id}/minutes/draft', { path: { id }, signal }),
  });
export const packsOptions = (id: string) =>
  queryOptions({
    queryKey: keyOf.part(noun, id, 'packs'),
    queryFn: ({ signal }) => get('/meetings/{id}/packs', { path: { id }, query: { limit: 50 }, signal }),
  });
/** The material as it would be frozen now. */
export const materialOptions = (id: string) =>
  queryOptions({
    queryKey: keyOf.part(noun, id, 'material'),
    queryFn: ({ signal }) => get('/meetings/{id}/material', { path: { id }, signal }),
  });
export const packOptions = (id: string) =>
  queryOptions({
    queryKey: ['packs', 'one', id],
    queryFn: ({ signal }) => get('/packs/{id}', { path: { id }, signal }),
    staleTime: Number.POSITIVE_INFINITY, // frozen
  });
export const blocksOptions = () =>
  queryOptions({ queryKey: ['packs', 'blocks'], queryFn: ({ signal }) => get('/packs/blocks', { signal }) });

export const createMeeting = (body: MeetingEdit, intent: string) => post('/meetings', { body, intent });
export const updateMeeting = (id: string, body: MeetingEdit, version: number) =>
  put('/meetings/{id}', { path: { id }, body, version });
export const deleteMeeting = (id: string, version: number, reason: string) =>
  del('/meetings/{id}', { path: { id }, version, query: { reason } });
export const openMeeting = (id: string, version: number, intent: string) =>
  post('/meetings/{id}/open', { path: { id }, version, intent });
export const seatMeeting = (id: string, attendees: Attendee[], version: number) =>
  put('/meetings/{id}/attendance', { path: { id }, body: { attendees }, version });
export const acceptProposal = (id: string, key: string, intent: string) =>
  post('/meetings/{id}/proposals', { path: { id }, body: { key }, intent });
export const leaveProposal = (id: string, key: string, reason: string, version: number, intent: string) =>
  post('/meetings/{id}/proposals/leave', { path: { id }, body: { key, reason }, version, intent });
export const addItem = (id: string, body: ItemDraft, intent: string) =>
  post('/meetings/{id}/items', { path: { id }, body, intent });
export const updateItem = (id: string, item: string, body: ItemDraft, version: number) =>
  put('/meetings/{id}/items/{item}', { path: { id, item }, body, version });
export const removeItem = (id: string, item: string, version: number) =>
  del('/meetings/{id}/items/{item}', { path: { id, item }, version });
export const retakeItem = (id: string, item: string, version: number, intent: string) =>
  post('/meetings/{id}/items/{item}/retake', { path: { id, item }, version, intent });
export const orderItems = (id: string, items: string[], version: number) =>
  put('/meetings/{id}/items', { path: { id }, body: { items }, version });
export const decideItem = (id: string, item: string, body: Ruling, version: number, intent: string) =>
  post('/meetings/{id}/items/{item}/decision', { path: { id, item }, body, version, intent });
export const recordOpinion = (id: string, body: OpinionDraft, intent: string) =>
  post('/meetings/{id}/opinions', { path: { id }, body, intent });
export const strikeOpinion = (id: string, opinion: string, version: number, reason: string) =>
  del('/meetings/{id}/opinions/{opinion}', { path: { id, opinion }, version, query: { reason } });
export const giveDirective = (id: string, body: Direction, intent: string) =>
  post('/meetings/{id}/directives', { path: { id }, body, intent });
export const writeMinutes = (id: string, minutes: string, version: number) =>
  put('/meetings/{id}/minutes', { path: { id }, body: { minutes }, version });
export const confirmMinutes = (id: string, version: number, intent: string) =>
  post('/meetings/{id}/minutes/confirm', { path: { id }, version, intent });
export const freezePack = (id: string, body: Schemas['PacksDraft'], intent: string) =>
  post('/meetings/{id}/packs', { path: { id }, body, intent });

/** Addresses for plain downloads. */
export const packFile = (id: string, format: 'pdf' | 'xlsx') => `/api/v1/packs/${id}/${format}`;
export const minutesFile = (id: string) => `/api/v1/meetings/${id}/minutes/pdf`;
