import { afterEach, describe, expect, it, vi } from 'vitest';
import { leave, stay, watchLeaving, wishToLeave } from './leaving';

const wish = { personId: 'p1', everywhere: false };

function line(status: number | 'cut', type = 'application/problem+json') {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string, init: { method: string }) => {
    asked.push(`${init.method} ${url}`);
    if (status === 'cut') throw new TypeError('cut');
    return new Response(
      status === 204 ? null : JSON.stringify({ code: status === 401 ? 'unauthenticated' : 'internal' }),
      {
        status,
        headers: { 'Content-Type': type },
      },
    );
  });
  return asked;
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  stay();
});

describe('signing out', () => {
  it('is over when the server says so', async () => {
    const asked = line(204);
    expect(await leave(wish)).toBe(true);
    expect(asked).toEqual(['DELETE /api/v1/session']);
    expect(wishToLeave()).toBeNull();
    line(401);
    expect(await leave({ ...wish, everywhere: true })).toBe(true);
  });

  it.each([['cut'], [503], [401, 'text/html']] as ['cut' | number, string?][])(
    'is not over when nobody answered (%s), is remembered, and finished later',
    async (status, type) => {
      const told = vi.fn();
      const unwatch = watchLeaving(told);
      line(status, type);
      expect(await leave(wish)).toBe(false);
      expect(told).toHaveBeenCalled();
      expect(wishToLeave()).toEqual(wish);
      expect(wishToLeave()).toBe(wishToLeave());
      line(204);
      expect(await leave(wish)).toBe(true);
      expect(wishToLeave()).toBeNull();
      unwatch();
    },
  );

  it('is remembered by the page when the browser keeps nothing', async () => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    line('cut');
    expect(await leave(wish)).toBe(false);
    expect(wishToLeave()).toEqual(wish);
  });
});
