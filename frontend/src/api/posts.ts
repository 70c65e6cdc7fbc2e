import { del, get, post, put } from './http';
import type { PathStep } from './organisations';
import { listOptions, oneOptions } from './queries';
import { withCurrent } from './stale';
import type { ListQuery, Recorded } from './types';

export interface PostRole {
  role: string;
  from: string;
  to?: string;
}

export interface PostHolder {
  personId: string;
  /** Comes along from `people` while a draft is edited. */
  personName?: string;
  personNameEn?: string;
  from: string;
  to?: string;
  acting?: boolean;
}

export interface PostDraft {
  code: string;
  title: string;
  titleEn?: string;
  organisationId: string;
  /** Decision authority at gates: cio, ict_director, sysmgmt_director or "". */
  authority?: string;
  roles: PostRole[];
  holders: PostHolder[];
}

export interface PostItem extends Recorded {
  code: string;
  title: string;
  titleEn?: string;
  organisationId: string;
  organisationName: string;
  organisationNameEn?: string;
  authority: string;
  /** On the day asked for. */
  roles: string[];
  /** On the day asked for; empty when vacant. */
  holders: { personId: string; name: string; nameEn?: string; from: string; to?: string; acting: boolean }[];
}

export interface Post extends PostDraft, Recorded {
  path: PathStep[];
  people: { id: string; code: string; name: string; nameEn?: string; active: boolean }[];
}

export const postsOptions = (query: ListQuery) => listOptions<PostItem>('posts', query);
export const postOptions = (id: string) => oneOptions<Post>('posts', id);

/** The body may carry the reason for the ledger; the server asks for it when roles, authority or organisation change. */
export type PostEdit = PostDraft & { reason?: string };

export const createPost = (body: PostEdit, intent: string) => post<Post>('/posts', { body, intent });
export const updatePost = (id: string, body: PostEdit, version: number) =>
  withCurrent(put<Post>(`/posts/${id}`, { body, version }), () => get<Post>(`/posts/${id}`).then(withNames));
export const deletePost = (id: string, version: number, reason: string) =>
  del<void>(`/posts/${id}`, { version, query: { reason } });

/** A record as a form edits it: names of the organisation and of the holders come along. */
export function withNames(p: Post): Post & { organisationName?: string; organisationNameEn?: string } {
  const names = new Map(p.people.map((x) => [x.id, x]));
  return {
    ...p,
    organisationName: p.path.at(-1)?.name,
    organisationNameEn: p.path.at(-1)?.nameEn,
    holders: p.holders.map((h) => ({
      ...h,
      personName: names.get(h.personId)?.name,
      personNameEn: names.get(h.personId)?.nameEn,
    })),
  };
}
