import { del, post, put } from './http';
import { facetsOptions, listOptions, oneOptions } from './queries';
import type { ListQuery, Recorded } from './types';

export interface Component {
  name: string;
  version?: string;
  kind?: string;
  eolMainstream?: string;
  eolExtended?: string;
  source?: string;
  checkedOn?: string;
}

export interface Interface {
  targetId: string;
  /** Comes along from `outgoing` while a draft is edited. */
  targetName?: string;
  direction: string;
  method: string;
  data?: string;
  note?: string;
}

/** An interface with the system at its other end. */
export interface SystemLink extends Interface {
  systemId: string;
  code: string;
  name: string;
  nameEn?: string;
  phase: string;
}

export interface SystemDraft {
  code: string;
  name: string;
  kana?: string;
  nameEn?: string;
  summary?: string;
  ownerId: string;
  kind: string;
  networkZone: string;
  criticality: string;
  citizenFacing?: boolean;
  core?: boolean;
  phase: string;
  phases?: { phase: string; from?: string; to?: string }[];
  serviceDays?: string;
  serviceFrom?: string;
  serviceTo?: string;
  serviceNote?: string;
  vendor?: string;
  contractNo?: string;
  contractEndsOn?: string;
  lastRenewalOn?: string;
  nextRenewalOn?: string;
  classificationScheme?: string;
  confidentiality?: string;
  integrity?: string;
  availability?: string;
  userCount?: number;
  userNote?: string;
  components?: Component[];
  interfaces?: Interface[];
  functions?: string[];
}

export type Freshness = 'fresh' | 'due' | 'overdue';

export interface SystemItem extends Recorded {
  code: string;
  name: string;
  kana?: string;
  nameEn?: string;
  ownerId: string;
  ownerName?: string;
  ownerNameEn?: string;
  kind: string;
  networkZone: string;
  criticality: string;
  citizenFacing?: boolean;
  core?: boolean;
  phase: string;
  vendor?: string;
  contractEndsOn?: string;
  nextRenewalOn?: string;
  nextEolOn?: string;
  confirmBy: string;
  freshness: Freshness;
  /** Share of the expected fields that are filled, 0 to 100. */
  completeness: number;
}

export interface System extends SystemDraft, Recorded {
  ownerName: string;
  ownerNameEn?: string;
  /** From the city down to the owner. */
  ownerPath: { id: string; name: string; nameEn?: string }[];
  nextRenewalDerived?: string;
  completeness: number;
  /** Keys of the expected fields left empty. */
  missing: string[];
  confirmBy: string;
  confirmedOn?: string;
  freshness: Freshness;
  eol: { status: 'red' | 'amber' | 'green' | 'grey'; on?: string; component?: string };
  outgoing: SystemLink[];
  incoming: SystemLink[];
  projects: { id: string; code: string; name: string; tier?: string; state?: string }[];
}

export const systemsOptions = (query: ListQuery) => listOptions<SystemItem>('systems', query);
export const systemFacetsOptions = (query: ListQuery) => facetsOptions('systems', query);
export const systemOptions = (id: string) => oneOptions<System>('systems', id);

export const createSystem = (body: SystemDraft, intent: string) => post<System>('/systems', { body, intent });
export const updateSystem = (id: string, body: SystemDraft, version: number) =>
  put<System>(`/systems/${id}`, { body, version });
export const deleteSystem = (id: string, version: number, reason: string) =>
  del<void>(`/systems/${id}`, { version, query: { reason } });
export const confirmSystem = (id: string, version: number, intent: string) =>
  post<System>(`/systems/${id}/confirm`, { version, intent });
