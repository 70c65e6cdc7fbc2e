import { afterEach, describe, expect, it, vi } from 'vitest';
import { del, get, hrefOf, post, put } from './client';
import { newIntent } from './http';

/** The next call of the API answers this. */
function answers(status: number, body?: unknown) {
  const fetched = vi.fn(
    async (_path: string, _init: RequestInit) =>
      new Response(body === undefined ? null : JSON.stringify(body), { status }),
  );
  vi.stubGlobal('fetch', fetched);
  return fetched;
}

afterEach(() => vi.unstubAllGlobals());

describe('a typed call', () => {
  it('puts parameters, version, key and body where the contract wants them', async () => {
    const fetched = answers(200, { id: 'a/b', version: 8 });
    const intent = newIntent();
    await post('/systems/{id}/confirm', { path: { id: 'a/b' }, version: 7, intent });
    expect(fetched).toHaveBeenCalledWith(
      '/api/v1/systems/a%2Fb/confirm',
      expect.objectContaining({
        method: 'POST',
        headers: { Accept: 'application/json', 'If-Match': '"7"', 'Idempotency-Key': intent },
      }),
    );
  });

  it('leaves out of the address what says nothing', async () => {
    const fetched = answers(200, { items: [] });
    await get('/systems', { query: { limit: 1, q: '', phase: 'build,operation' } });
    expect(fetched.mock.calls[0]?.[0]).toBe('/api/v1/systems?limit=1&phase=build%2Coperation');
  });

  it('answers nothing for 204, and a problem for a refusal', async () => {
    answers(204);
    await expect(
      del('/systems/{id}', { path: { id: 's' }, version: 1, query: { reason: '誤登録' } }),
    ).resolves.toBeUndefined();
    answers(412, { code: 'stale', current: { version: 2 } });
    await expect(
      del('/systems/{id}', { path: { id: 's' }, version: 1, query: { reason: '誤登録' } }),
    ).rejects.toMatchObject({
      code: 'stale',
      current: { version: 2 },
    });
  });

  it('makes the address of a file', () =>
    expect(hrefOf('/imports/{id}/errors', { path: { id: 'i' }, query: { lang: 'en' } })).toBe(
      '/api/v1/imports/i/errors?lang=en',
    ));
});

/** Never run: each line is wrong, and the type checker has to say so. */
export function refusedByTheCompiler() {
  // @ts-expect-error no such path
  void get('/systemz');
  // @ts-expect-error no such method on the path
  void del('/systems', {});
  // @ts-expect-error the path needs its id
  void get('/systems/{id}');
  // @ts-expect-error no such filter
  void get('/systems', { query: { colour: 'red' } });
  // @ts-expect-error a change says which version it saw
  void post('/systems/{id}/confirm', { path: { id: 's' } });
  // @ts-expect-error a value of the wrong kind
  void post('/session/totp', { body: { password: 1 } });
  // @ts-expect-error the body lacks what is required
  void put('/systems/{id}', { path: { id: 's' }, version: 1, body: { code: 'S' } });
  // @ts-expect-error no such property in the answer
  void get('/me').then((me) => me.salary);
}
