import { get, post, put, type Schemas } from './client';
import { type Asked, facetsOptions, listOptions, oneOptions } from './queries';

export type PersonDraft = Schemas['OrganisationsPersonDraft'];
/** A post that a person holds, held or will hold. */
export type HeldPost = Schemas['OrganisationsHeldPost'];
export type PersonItem = Schemas['OrganisationsPersonItem'];
export type Person = Schemas['OrganisationsPersonDetail'];
/** A new or reset account. The password is told once. */
export type Opened = Schemas['OrganisationsOpened'];

export const peopleOptions = (query: Asked<'/people'>) => listOptions('/people', query);
export const peopleFacetsOptions = (query: Asked<'/people/facets'>) => facetsOptions('/people/facets', query);
export const personOptions = (id: string) => oneOptions('people', id);

export const createPerson = (body: PersonDraft, intent: string) => post('/people', { body, intent });
/** The body may carry a reason for the ledger. */
export const updatePerson = (id: string, body: Schemas['OrganisationsPersonEdit'], version: number) =>
  put('/people/{id}', { path: { id }, body, version });

export const openAccount = (id: string, login: string, intent: string) =>
  post('/people/{id}/account', { path: { id }, body: { login }, intent });
export const resetAccount = (id: string, intent: string) =>
  post('/people/{id}/account/reset', { path: { id }, intent });
export const disableAccount = (id: string, intent: string) =>
  post('/people/{id}/account/disable', { path: { id }, intent });
export const enableAccount = (id: string, intent: string) =>
  post('/people/{id}/account/enable', { path: { id }, intent });

export const readPerson = (id: string) => get('/people/{id}', { path: { id } });
