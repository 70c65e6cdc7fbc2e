import { beforeEach, describe, expect, it, vi } from 'vitest';
import source from './sw.js?raw';

const origin = 'https://city.test';
const hour = 3_600_000;
const started = Date.parse('2026-06-04T09:00:00Z');

/** A browser's caches, as far as the worker uses them. */
function storage() {
  const named = new Map<string, Map<string, Response>>();
  const open = (name: string) => {
    const kept = named.get(name) ?? new Map<string, Response>();
    named.set(name, kept);
    return {
      match: async (url: string) => kept.get(url)?.clone(),
      put: async (url: string, answer: Response) => void kept.set(url, answer),
    };
  };
  return { named, open: async (name: string) => open(name), delete: async (name: string) => named.delete(name) };
}

type Answer = () => Promise<Response>;

function worker() {
  const caches = storage();
  const handlers: Record<string, (e: unknown) => void> = {};
  let line: Answer = () => Promise.reject(new TypeError('cut'));
  const self = {
    addEventListener: (name: string, h: (e: unknown) => void) => {
      handlers[name] = h;
    },
  };
  new Function('self', 'caches', 'fetch', 'location', source)(self, caches, () => line(), { origin });
  const ask = (path: string, method = 'GET') => {
    let answer: Promise<Response> | undefined;
    handlers.fetch?.({
      request: { url: origin + path, method, mode: 'cors' },
      respondWith: (p: Promise<Response>) => {
        answer = p;
      },
    });
    return answer as Promise<Response>;
  };
  const on = (l: Answer) => {
    line = l;
  };
  return { caches, ask, line: on };
}

const json =
  (body: unknown, status = 200, type = 'application/json'): Answer =>
  async () =>
    new Response(JSON.stringify(body), {
      status,
      headers: { 'Content-Type': type, Date: new Date(Date.now()).toUTCString() },
    });
const cut: Answer = () => Promise.reject(new TypeError('cut'));
const me = json({ sessionEndsAt: new Date(started + 12 * hour).toISOString() });
const path = '/api/v1/disasters/d1/board';

describe('the keep of the disaster board', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: started, toFake: ['Date'] });
    return () => vi.useRealTimers();
  });

  async function signedIn() {
    const w = worker();
    w.line(me);
    await w.ask('/api/v1/me');
    w.line(json({ board: 1 }));
    await w.ask(path);
    return w;
  }

  it('answers on a cut line and says when it was kept', async () => {
    const w = await signedIn();
    vi.setSystemTime(started + hour);
    w.line(cut);
    const last = await w.ask(path);
    expect(await last.json()).toEqual({ board: 1 });
    expect(last.headers.get('X-Kept-At')).toBe(String(started));
    w.line(json({ board: 2 }));
    expect((await w.ask(path)).headers.get('X-Kept-At')).toBeNull();
  });

  it.each([[json({}, 504, 'text/html')], [json({}, 403, 'text/html')], [json({}, 200, 'text/html')], [json({}, 503)]])(
    'takes a page of the way for a cut line and keeps what it has (%#)',
    async (page) => {
      const w = await signedIn();
      w.line(page);
      expect(await (await w.ask(path)).json()).toEqual({ board: 1 });
    },
  );

  it('ends with the session, not some time after the last answer', async () => {
    const w = await signedIn();
    vi.setSystemTime(started + 11 * hour);
    w.line(json({ board: 2 }));
    await w.ask(path);
    w.line(cut);
    expect(await (await w.ask(path)).json()).toEqual({ board: 2 });
    vi.setSystemTime(started + 12 * hour + 1);
    await expect(w.ask(path)).rejects.toThrow('cut');
  });

  it('does not keep an answer that was on its way while somebody signed out', async () => {
    const w = await signedIn();
    let arrive: (r: Response) => void = () => {};
    w.line(() => new Promise((done) => (arrive = done)));
    const slow = w.ask(path);
    w.line(async () => new Response(null, { status: 204 }));
    await w.ask('/api/v1/session', 'DELETE');
    arrive(await json({ board: 'of the one before' })());
    await slow;
    expect([...w.caches.named.keys()]).toEqual([]);
  });

  it('forgets when signing out, even without a line, and when the server says that the session is over', async () => {
    for (const [method, url, answer] of [
      ['DELETE', '/api/v1/session', cut],
      ['DELETE', '/api/v1/sessions', cut],
      ['POST', '/api/v1/session', json({})],
      ['GET', path, json({ code: 'unauthenticated' }, 401, 'application/problem+json')],
    ] as const) {
      const w = await signedIn();
      w.line(answer);
      await w.ask(url, method).catch(() => {});
      w.line(cut);
      await expect(w.ask(path)).rejects.toThrow('cut');
    }
  });

  it('gives the answer even when the device has no room to keep it', async () => {
    const w = await signedIn();
    w.caches.open = async () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    w.line(json({ board: 2 }));
    expect(await (await w.ask(path)).json()).toEqual({ board: 2 });
  });
});
