import { queryOptions } from '@tanstack/react-query';
import { del, get, post, type Schemas } from './client';
import { stay } from './leaving';

export type Post = Schemas['AuthPost'];
export type Me = Schemas['AuthMe'];
export type Session = Schemas['AuthOpenSession'];

export const meOptions = () =>
  queryOptions({
    queryKey: ['me'],
    queryFn: ({ signal }) => get('/me', { signal }),
    staleTime: 60_000,
    // On a cut line the browser's own keep answers, so that the disaster board can be opened (src/worker).
    networkMode: 'always',
  });

/** Whether somebody is signed in, and whether this is the demo city with its known sign-ins. */
export const demoOptions = () =>
  queryOptions({
    queryKey: ['session', 'demo'],
    queryFn: ({ signal }) => get('/session', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const sessionsOptions = () =>
  queryOptions({
    queryKey: ['session', 'list'],
    queryFn: ({ signal }) => get('/sessions', { signal }),
  });

/** Whoever signs in means to stay, whatever was wished for before. */
export const signIn = async (body: Schemas['AuthCredentials']) => {
  const answer = await post('/session', { body });
  stay();
  return answer;
};
export const signOutEverywhere = () => del('/sessions');
export const changePassword = (body: Schemas['AuthNewPassword']) => post('/session/password', { body });
export const beginTotp = (password: string) => post('/session/totp', { body: { password } });
export const confirmTotp = (code: string) => post('/session/totp/confirm', { body: { code } });
export const dropTotp = (password: string) => post('/session/totp/remove', { body: { password } });

/** Whether the reader's roles reach a permission such as "systems:read" anywhere at all. The record's own `can` decides the case. */
export const holds = (me: Me | undefined, permission: string) => me?.permissions.includes(permission) ?? false;
