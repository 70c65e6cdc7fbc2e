import { del, post, put, type Schemas } from './client';
import { type Asked, facetsOptions, listOptions, oneOptions } from './queries';

export type SystemDraft = Schemas['SystemsDraft'];
/** The draft with the reason for the ledger. */
export type SystemEdit = Schemas['SystemsEdit'];
export type SystemItem = Schemas['SystemsItem'];
export type System = Schemas['SystemsDetail'];
/** An interface with the system at its other end. */
export type SystemLink = Schemas['SystemsLink'];
export type Freshness = System['freshness'];

export const systemsOptions = (query: Asked<'/systems'>) => listOptions('/systems', query);
export const systemFacetsOptions = (query: Asked<'/systems/facets'>) => facetsOptions('/systems/facets', query);
export const systemOptions = (id: string) => oneOptions('systems', id);

export const createSystem = (body: SystemDraft, intent: string) => post('/systems', { body, intent });
export const updateSystem = (id: string, body: SystemEdit, version: number) =>
  put('/systems/{id}', { path: { id }, body, version });
export const deleteSystem = (id: string, version: number, reason: string) =>
  del('/systems/{id}', { path: { id }, version, query: { reason } });
export const confirmSystem = (id: string, version: number, intent: string) =>
  post('/systems/{id}/confirm', { path: { id }, version, intent });
