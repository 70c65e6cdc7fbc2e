// The calls of the API, typed by the contract in gen/: a wrong path, parameter, body or use of the answer does not compile.
import type { components, paths } from './gen/schema';
import { apiPath, type Method, type SendOptions, send } from './http';

/** The shapes of the contract by their names there. */
export type Schemas = components['schemas'];

type Verb = 'get' | 'post' | 'put' | 'delete';

/** The paths that know a verb. */
export type PathOf<V extends Verb> = {
  [P in keyof paths]: paths[P][V] extends { responses: unknown } ? P : never;
}[keyof paths];

type Op<P extends PathOf<V>, V extends Verb> = NonNullable<paths[P][V]>;

type Json<R> = R extends { content: { 'application/json': infer B } } ? B : undefined;

/** What a call answers; undefined for 204. */
export type Answer<P extends PathOf<V>, V extends Verb = 'get'> =
  Op<P, V> extends { responses: infer R }
    ? { [S in keyof R & (200 | 201 | 204)]: Json<R[S]> }[keyof R & (200 | 201 | 204)]
    : never;

/** What the address of a read may carry after the question mark. */
export type Query<P extends PathOf<V>, V extends Verb = 'get'> =
  Op<P, V> extends { parameters: { query?: infer Q } } ? NonNullable<Q> : never;

type PathPart<O> = O extends { parameters: { path: infer X } } ? { path: X } : { path?: never };
type QueryPart<O> = O extends { parameters: { query?: infer Q } } ? { query?: Q } : { query?: never };
type BodyPart<O> = O extends { requestBody: { content: infer C } }
  ? { body: C extends { 'application/json': infer B } ? B : FormData }
  : { body?: never };
/** The version the reader saw, wherever the contract asks for If-Match. */
type VersionPart<O> = O extends { parameters: { header: { 'If-Match': string } } }
  ? { version: number }
  : { version?: never };
/** One key for one intent of the reader, see newIntent. */
type IntentPart<O> = O extends { parameters: { header?: infer H } }
  ? 'Idempotency-Key' extends keyof NonNullable<H>
    ? { intent?: string }
    : { intent?: never }
  : never;

/** All parts of one operation. Taken one operation at a time: for a union of operations the parts would multiply. */
type PartsOf<O> = O extends unknown
  ? PathPart<O> & QueryPart<O> & BodyPart<O> & VersionPart<O> & IntentPart<O> & Pick<SendOptions, 'signal' | 'heard'>
  : never;

export type Options<P extends PathOf<V>, V extends Verb> = PartsOf<Op<P, V>>;

/** Options may be left out where the contract asks for nothing. */
type Given<O> = object extends O ? [options?: O] : [options: O];

/** Puts the parameters into the path: "/systems/{id}" → "/systems/sys-1". */
export function filled(path: string, params: Record<string, string> = {}): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
}

interface Loose {
  path?: Record<string, string>;
  query?: Record<string, string | number | boolean | undefined>;
  body?: unknown;
  version?: number;
  intent?: string;
  signal?: AbortSignal;
  heard?: SendOptions['heard'];
}

type Caller<V extends Verb> = <P extends PathOf<V>>(path: P, ...given: Given<Options<P, V>>) => Promise<Answer<P, V>>;

// The types above say what may be given and what comes; the call itself only puts the parts where they belong.
const caller = <V extends Verb>(method: Method) =>
  ((path: string, { path: params, ...rest }: Loose = {}) =>
    send(method, filled(path, params), rest)) as unknown as Caller<V>;

export const get = caller<'get'>('GET');
export const post = caller<'post'>('POST');
export const put = caller<'put'>('PUT');
export const del = caller<'delete'>('DELETE');

/** The address of a read, for a plain link to a file. */
export const hrefOf = <P extends PathOf<'get'>>(path: P, options: PathPart<Op<P, 'get'>> & QueryPart<Op<P, 'get'>>) => {
  const { path: params, query }: Loose = options;
  return apiPath(filled(path, params), query);
};
