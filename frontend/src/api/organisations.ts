import { queryOptions } from '@tanstack/react-query';
import { del, get, post, put } from './http';
import type { PostItem } from './posts';
import { oneOptions } from './queries';
import { withCurrent } from './stale';
import type { Recorded } from './types';

export type OrganisationKind = 'city' | 'bureau' | 'ward' | 'office' | 'department' | 'section';

export interface OrganisationDraft {
  code: string;
  name: string;
  nameEn?: string;
  kana?: string;
  kind: OrganisationKind;
  parentId?: string;
  validFrom: string;
  /** Last day; absent while it exists. */
  validTo?: string;
  sortOrder?: number;
}

/** A step of the way from the city down. */
export interface PathStep {
  id: string;
  name: string;
  nameEn?: string;
}

/** An organisation in the tree of a day. The server sends the tree flat, each node before those below it. */
export interface TreeNode {
  id: string;
  code: string;
  name: string;
  nameEn?: string;
  kind: OrganisationKind;
  parentId?: string;
  validFrom: string;
  validTo?: string;
  /** 1 at the top. */
  level: number;
  /** Directly below it on that day. */
  children: number;
  /** Its posts that somebody holds on that day. */
  posts: number;
}

export interface Tree {
  on: string;
  items: TreeNode[];
  /** There are more than the server sends. */
  truncated: boolean;
}

export interface OrganisationItem extends OrganisationDraft, Recorded {
  path: PathStep[];
}

export interface Organisation extends OrganisationDraft, Recorded {
  /** Whether it exists today. */
  active: boolean;
  path: PathStep[];
  /** Directly below, of all times. */
  children: OrganisationItem[];
  /** With today's roles and holders. */
  posts: PostItem[];
  systems: { count: number; capped: boolean };
}

export const treeOptions = (on: string | undefined) =>
  queryOptions({
    queryKey: ['organisations', 'tree', on ?? ''] as const,
    queryFn: ({ signal }) => get<Tree>('/organisations/tree', { on }, signal),
  });
export const organisationOptions = (id: string) => oneOptions<Organisation>('organisations', id);

const read = (id: string) => get<Organisation>(`/organisations/${id}`);
export const createOrganisation = (body: OrganisationDraft, intent: string) =>
  post<Organisation>('/organisations', { body, intent });
/** The body may carry a reason for the ledger. */
export const updateOrganisation = (id: string, body: OrganisationDraft & { reason?: string }, version: number) =>
  withCurrent(put<Organisation>(`/organisations/${id}`, { body, version }), () => read(id).then(withParent));
export const deleteOrganisation = (id: string, version: number, reason: string) =>
  del<void>(`/organisations/${id}`, { version, query: { reason } });

/** A record as a form edits it: the name of the organisation above comes along. */
export function withParent<O extends Pick<Organisation, 'path'>>(
  o: O,
): O & { parentName?: string; parentNameEn?: string } {
  const above = o.path.at(-2);
  return { ...o, parentName: above?.name, parentNameEn: above?.nameEn };
}
