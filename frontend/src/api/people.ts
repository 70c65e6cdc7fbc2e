import { get, post, put } from './http';
import { listOptions, oneOptions } from './queries';
import type { ListQuery, Recorded } from './types';

export interface PersonDraft {
  /** Staff number. */
  code: string;
  name: string;
  nameEn?: string;
  mail?: string;
  active: boolean;
}

/** A post that a person holds, held or will hold. */
export interface HeldPost {
  id: string;
  code: string;
  title: string;
  titleEn?: string;
  organisationId: string;
  organisationName: string;
  organisationNameEn?: string;
  authority: string;
  from: string;
  to?: string;
  acting: boolean;
  when: 'past' | 'present' | 'future';
  roles: string[];
}

export interface PersonItem extends PersonDraft, Recorded {
  /** Held on the day asked for. */
  posts: HeldPost[];
}

export interface Person extends PersonDraft, Recorded {
  /** Of all times, newest first. */
  posts: HeldPost[];
  /** Only for those who manage accounts, and for oneself; absent too when there is none. */
  account?: {
    login: string;
    disabled: boolean;
    totp: boolean;
    mustChangePassword: boolean;
    lastSignInAt?: string;
  };
}

/** A new or reset account. The password is told once. */
export interface Opened {
  login: string;
  temporaryPassword: string;
}

export const peopleOptions = (query: ListQuery) => listOptions<PersonItem>('people', query);
export const personOptions = (id: string) => oneOptions<Person>('people', id);

export const createPerson = (body: PersonDraft, intent: string) => post<Person>('/people', { body, intent });
/** The body may carry a reason for the ledger. */
export const updatePerson = (id: string, body: PersonDraft & { reason?: string }, version: number) =>
  put<Person>(`/people/${id}`, { body, version });

export const openAccount = (id: string, login: string, intent: string) =>
  post<Opened>(`/people/${id}/account`, { body: { login }, intent });
export const resetAccount = (id: string, intent: string) => post<Opened>(`/people/${id}/account/reset`, { intent });
export const disableAccount = (id: string, intent: string) => post<Person>(`/people/${id}/account/disable`, { intent });
export const enableAccount = (id: string, intent: string) => post<Person>(`/people/${id}/account/enable`, { intent });

export const readPerson = (id: string) => get<Person>(`/people/${id}`);
