import { queryOptions } from '@tanstack/react-query';
import { del, get, post } from './http';

export interface Post {
  id: string;
  title: string;
  titleEn?: string;
  organisationId: string;
  organisationName: string;
  organisationNameEn?: string;
  roles: string[];
  authority: string;
  acting: boolean;
}

export interface Me {
  person: { id: string; name: string; nameEn?: string };
  login: string;
  posts: Post[];
  roles: string[];
  permissions: string[];
  mustChangePassword: boolean;
  totpEnabled: boolean;
  policyVersion: string;
  demo: boolean;
}

export interface Session {
  createdAt: string;
  lastSeenAt: string;
  /** The browser's user agent. */
  client: string;
  address: string;
  current: boolean;
}

export const meOptions = () =>
  queryOptions({ queryKey: ['me'], queryFn: ({ signal }) => get<Me>('/me', undefined, signal), staleTime: 60_000 });

/** Whether somebody is signed in, and whether this is the demo city with its known sign-ins. */
export const demoOptions = () =>
  queryOptions({
    queryKey: ['session', 'demo'],
    queryFn: ({ signal }) => get<{ signedIn: boolean; demo: boolean }>('/session', undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const sessionsOptions = () =>
  queryOptions({
    queryKey: ['session', 'list'],
    queryFn: ({ signal }) => get<{ items: Session[] }>('/sessions', undefined, signal),
  });

export const signIn = (body: { login: string; password: string; code?: string }) => post<Me>('/session', { body });
export const signOut = () => del<void>('/session');
export const signOutEverywhere = () => del<void>('/sessions');
export const changePassword = (body: { current: string; next: string }) => post<void>('/session/password', { body });
export const beginTotp = (password: string) =>
  post<{ secret: string; uri: string }>('/session/totp', { body: { password } });
export const confirmTotp = (code: string) => post<void>('/session/totp/confirm', { body: { code } });
export const dropTotp = (password: string) => post<void>('/session/totp/remove', { body: { password } });

/** Whether the reader's roles reach a permission such as "systems:read" anywhere at all. The record's own `can` decides the case. */
export const holds = (me: Me | undefined, permission: string) => me?.permissions.includes(permission) ?? false;
