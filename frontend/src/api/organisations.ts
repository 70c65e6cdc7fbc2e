import { queryOptions } from '@tanstack/react-query';
import { del, get, post, put, type Schemas } from './client';
import { oneOptions } from './queries';
import { withCurrent } from './stale';

export type OrganisationDraft = Schemas['OrganisationDraft'];
export type OrganisationKind = OrganisationDraft['kind'];
/** A step of the way from the city down. */
export type PathStep = Schemas['Organisation'];
/** An organisation in the tree of a day. The server sends the tree flat, each node before those below it. */
export type TreeNode = Schemas['OrganisationsNode'];
export type Tree = Schemas['OrganisationsTree'];
export type OrganisationItem = Schemas['OrganisationsItem'];
export type Organisation = Schemas['OrganisationsDetail'];

export const treeOptions = (on: string | undefined) =>
  queryOptions({
    queryKey: ['organisations', 'tree', on ?? ''] as const,
    queryFn: ({ signal }) => get('/organisations/tree', { query: { on }, signal }),
  });
export const organisationOptions = (id: string) => oneOptions('organisations', id);

const read = (id: string) => get('/organisations/{id}', { path: { id } });
export const createOrganisation = (body: OrganisationDraft, intent: string) => post('/organisations', { body, intent });
/** The body may carry a reason for the ledger. */
export const updateOrganisation = (id: string, body: Schemas['OrganisationsEdit'], version: number) =>
  withCurrent(put('/organisations/{id}', { path: { id }, body, version }), () => read(id).then(withParent));
export const deleteOrganisation = (id: string, version: number, reason: string) =>
  del('/organisations/{id}', { path: { id }, version, query: { reason } });

/** A record as a form edits it: the name of the organisation above comes along. */
export function withParent<O extends Pick<Organisation, 'path'>>(
  o: O,
): O & { parentName?: string; parentNameEn?: string } {
  const above = o.path.at(-2);
  return { ...o, parentName: above?.name, parentNameEn: above?.nameEn };
}
