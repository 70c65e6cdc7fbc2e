import { createHmac, randomBytes } from 'node:crypto';
import type { APIRequestContext } from '@playwright/test';
import { type City, expect, type Login } from './city';

/** What the tests read of any record. */
export interface Recorded {
  id: string;
  version: number;
}

/** A part of a name that no other test has taken. */
export const unique = () => randomBytes(4).toString('hex');

/** The API's answer to a question. */
export async function ask<T>(api: APIRequestContext, path: string): Promise<T> {
  const answer = await api.get(`/api/v1${path}`);
  expect(answer.status(), `GET ${path}: ${await answer.text()}`).toBe(200);
  return answer.json() as Promise<T>;
}

/** Does something by the API that must succeed; version makes it an act on an existing record. */
export async function act<T = Recorded>(
  api: APIRequestContext,
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  data: unknown = {},
  version?: number,
): Promise<T> {
  const headers = version === undefined ? undefined : { 'If-Match': `"${version}"` };
  const answer = await api.fetch(`/api/v1${path}`, { method, data, headers });
  const body = await answer.text();
  expect(answer.ok(), `${method} ${path}: ${answer.status()} ${body}`).toBe(true);
  return (body ? JSON.parse(body) : undefined) as T;
}

export interface Me {
  person: { id: string; name: string };
  posts: { id: string; title: string; organisationId: string; organisationName: string }[];
}

export const me = async (city: City, login: Login) => ask<Me>(await city.api(login), '/me');

export interface System extends Recorded {
  code: string;
  name: string;
}

/** A system of the Tax Section that belongs to one test alone. */
export async function aSystem(city: City, patch: Record<string, unknown> = {}): Promise<System> {
  const owner = (await me(city, 'pm')).posts[0];
  const tag = unique();
  return act<System>(await city.api('ict'), 'POST', '/systems', {
    code: `E2E-${tag}`,
    name: `試験用システム${tag}`,
    ownerId: owner?.organisationId,
    kind: 'package',
    networkZone: 'lgwan',
    criticality: 'medium',
    phase: 'operation',
    ...patch,
  });
}

/** Somebody new with a post and an account whose password is still the temporary one. */
export async function aPerson(city: City, role: string) {
  const admin = await city.api('admin');
  const section = (await me(city, 'pm')).posts[0];
  const tag = unique();
  const person = await act(admin, 'POST', '/people', { code: `E${tag}`, name: `試験職員${tag}`, active: true });
  const from = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const post = await act(admin, 'POST', '/posts', {
    code: `E${tag}`,
    title: `試験担当${tag}`,
    organisationId: section?.organisationId,
    authority: '',
    roles: [{ role, from }],
    holders: [{ personId: person.id, from, acting: false }],
  });
  const login = `e2e${tag}`;
  const { temporaryPassword } = await act<{ temporaryPassword: string }>(
    admin,
    'POST',
    `/people/${person.id}/account`,
    { login },
    person.version,
  );
  return { id: person.id, name: `試験職員${tag}`, postId: post.id, login, password: temporaryPassword };
}

/** The same, after the first sign-in: with a password of its own. */
export async function aSettledPerson(city: City, role: string, api: APIRequestContext) {
  const person = await aPerson(city, role);
  await act(api, 'POST', '/session', { login: person.login, password: person.password });
  const next = `${unique()}-${unique()}`;
  await act(api, 'POST', '/session/password', { current: person.password, next });
  return { ...person, password: next };
}

/** The code that an authenticator app shows for a secret at a moment (RFC 6238: SHA-1, 30 s, six digits). */
export function codeOf(secret: string, at = Date.now()): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replace(/=+$/, '')].map((c) => letters.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((b) => Number.parseInt(b, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0xf;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
