import { Problem, readProblem } from './problem';

const base = '/api/v1';

export type QueryValues = Record<string, string | number | boolean | undefined>;

export interface SendOptions {
  body?: unknown;
  query?: QueryValues;
  /** The version the reader saw: sent as If-Match. */
  version?: number;
  /** One key for one intent of the reader, see newIntent. */
  intent?: string;
  signal?: AbortSignal;
  /** Told the headers of a good answer. */
  heard?: (headers: Headers) => void;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A key for one thing the reader means to do. Make it when the form or dialogue opens and reuse it on every retry, so that
 *  a double click or a lost answer never does the thing twice. */
export function newIntent(): string {
  // randomUUID exists only in secure contexts; a city's test server may well be plain HTTP.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}

/** Makes the address of an API call; undefined and "" are left out. */
export function apiPath(path: string, query?: QueryValues): string {
  const search = new URLSearchParams();
  for (const [k, v] of Object.entries(query ?? {})) {
    if (v !== undefined && v !== '') search.set(k, String(v));
  }
  const text = search.toString();
  return base + path + (text && `?${text}`);
}

/** Told when the server no longer knows the session. The shell sets it once. */
let signedOut: (problem: Problem) => void = () => {};

export function onSignedOut(tell: (problem: Problem) => void): void {
  signedOut = tell;
}

/** One call, untyped: client.ts types it by the contract. Answers the parsed body (undefined for 204) or throws a Problem, never anything else but an abort. */
export async function send<T>(method: Method, path: string, options: SendOptions = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (options.version !== undefined) headers['If-Match'] = `"${options.version}"`;
  if (options.intent) headers['Idempotency-Key'] = options.intent;
  let body: BodyInit | undefined;
  if (options.body instanceof FormData) body = options.body;
  else if (options.body !== undefined) {
    headers['Content-Type'] = 'application/json';
    body = JSON.stringify(options.body);
  }

  let response: Response;
  try {
    response = await fetch(apiPath(path, options.query), {
      method,
      headers,
      body,
      signal: options.signal,
      credentials: 'same-origin',
    });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new Problem({ code: 'network', status: 0 });
  }
  if (response.ok) {
    options.heard?.(response.headers);
    return (response.status === 204 ? undefined : await response.json()) as T;
  }
  const problem = await readProblem(response);
  if (problem.answered && problem.code === 'unauthenticated' && path !== '/session') signedOut(problem);
  throw problem;
}
