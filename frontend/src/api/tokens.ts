import { queryOptions } from '@tanstack/react-query';
import { del, get, post, type Schemas } from './client';

/** A key with which a person's own programs call the API, without the key itself. */
export type Token = Schemas['AuthTokenItem'];
/** A new token with its key, which is told once. */
export type MadeToken = Schemas['AuthMadeToken'];
export type NewToken = Schemas['AuthNewToken'];

export const ownTokensOptions = () =>
  queryOptions({ queryKey: ['tokens', 'own'], queryFn: ({ signal }) => get('/tokens', { signal }) });

/** A person's tokens, for whoever handles accounts. */
export const tokensOfOptions = (id: string) =>
  queryOptions({
    queryKey: ['tokens', 'of', id],
    queryFn: ({ signal }) => get('/people/{id}/tokens', { path: { id }, signal }),
  });

export const makeToken = (body: NewToken, intent: string) => post('/tokens', { body, intent });
export const revokeOwnToken = (id: string) => del('/tokens/{id}', { path: { id } });
export const revokeTokenOf = (id: string, tokenId: string) =>
  del('/people/{id}/tokens/{tokenId}', { path: { id, tokenId } });
