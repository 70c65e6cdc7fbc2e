import { del, get, post, put, type Schemas } from './client';
import { type Asked, facetsOptions, listOptions, oneOptions } from './queries';
import { withCurrent } from './stale';

export type PostRole = Schemas['OrganisationsPostRole'];
export type PostItem = Schemas['OrganisationsPostItem'];
export type Post = Schemas['OrganisationsPostDetail'];
/** A holder as a form edits it: the name comes along from `people`. */
export type PostHolder = Schemas['OrganisationsPostHolder'] & { personName?: string; personNameEn?: string };

export const postsOptions = (query: Asked<'/posts'>) => listOptions('/posts', query);
export const postFacetsOptions = (query: Asked<'/posts/facets'>) => facetsOptions('/posts/facets', query);
export const postOptions = (id: string) => oneOptions('posts', id);

/** What a form edits. */
export type PostDraft = Omit<Schemas['OrganisationsPostEdit'], 'reason'>;
/** The body may carry the reason for the ledger; the server asks for it when roles, authority or organisation change. */
export type PostEdit = Schemas['OrganisationsPostEdit'];

export const createPost = (body: PostEdit, intent: string) => post('/posts', { body, intent });
export const updatePost = (id: string, body: PostEdit, version: number) =>
  withCurrent(put('/posts/{id}', { path: { id }, body, version }), () =>
    get('/posts/{id}', { path: { id } }).then(withNames),
  );
export const deletePost = (id: string, version: number, reason: string) =>
  del('/posts/{id}', { path: { id }, version, query: { reason } });

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
