import { afterEach, describe, expect, it, vi } from 'vitest';
import { enqueue, flush, pause, remove, safelyKept, unsentOf } from './outbox';

const report = (targetId: string, personId = 'p1') =>
  enqueue({
    personId,
    disasterId: 'd1',
    disasterName: '訓練',
    disasterNameEn: 'Drill',
    targetId,
    targetName: targetId,
    targetNameEn: targetId,
    subject: 'system',
    state: 'up',
    note: '',
  });

type Said = number | 'cut' | { status: number; type?: string; body?: object };

/** Answers each call in turn as the server does, unless told otherwise; 'cut' is a cut line. */
function line(...answers: Said[]) {
  const sent: { targetId: string; reportedBy: string; clientId: string }[] = [];
  vi.stubGlobal('fetch', (_: string, init: { body: string }) => {
    const report = JSON.parse(init.body);
    sent.push(report);
    const answer = answers.shift() ?? 201;
    if (answer === 'cut') return Promise.reject(new TypeError('cut'));
    const { status, type, body } =
      typeof answer === 'number' ? { status: answer, type: undefined, body: undefined } : answer;
    const refusal = { code: status === 409 ? 'conflict' : 'internal', params: { reason: 'disaster_ended' } };
    return Promise.resolve(
      new Response(JSON.stringify(body ?? (status === 201 ? { clientId: report.clientId } : refusal)), {
        status,
        headers: { 'Content-Type': type ?? 'application/problem+json' },
      }),
    );
  });
  return sent;
}

afterEach(() => {
  vi.restoreAllMocks();
  for (const p of ['p1', 'p2']) for (const u of unsentOf(p)) remove(u);
  localStorage.clear();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the outbox', () => {
  it('keeps the order, stops at a cut line and goes on later', async () => {
    vi.useFakeTimers({ now: new Date('2026-06-04T10:00:00Z'), toFake: ['Date'] });
    for (const id of ['a', 'b', 'c']) {
      report(id);
      vi.setSystemTime(Date.now() + 1000);
    }
    const sent = line(201, 'cut');
    expect(await flush('p1')).toEqual({ arrived: 1 });
    expect(unsentOf('p1').map((u) => u.targetId)).toEqual(['b', 'c']);
    expect(await flush('p1')).toEqual({ arrived: 2 });
    expect(sent.map((r) => r.targetId)).toEqual(['a', 'b', 'b', 'c']);
    expect(sent[1]?.clientId).toBe(sent[2]?.clientId);
    expect(unsentOf('p1')).toEqual([]);
  });

  it('tells a refusal and loses nothing; a server in trouble is no refusal', async () => {
    report('a');
    line(409);
    expect(await flush('p1')).toEqual({ arrived: 0 });
    expect(unsentOf('p1')[0]?.refused).toEqual({ code: 'conflict', reason: 'disaster_ended' });
    report('b');
    line(503);
    expect((await flush('p1')).arrived).toBe(0);
    expect(
      unsentOf('p1')
        .map((u) => Boolean(u.refused))
        .sort(),
    ).toEqual([false, true]);
  });

  it.each<Said>([
    ...[403, 404, 407, 408, 502, 504].map((status) => ({ status, type: 'text/html' })),
    { status: 403, type: 'application/json', body: { code: 'forbidden' } },
    { status: 200, type: 'text/html' },
    { status: 200, type: 'application/json', body: { signIn: 'first' } },
  ])('takes what a proxy says for a cut line: %j', async (said) => {
    report('a');
    line(said);
    expect((await flush('p1')).arrived).toBe(0);
    expect(unsentOf('p1').map((u) => u.refused)).toEqual([undefined]);
  });

  it('sends nothing in the name of another, and says who made what it sends', async () => {
    report('a', 'p2');
    report('b');
    const sent = line();
    expect(await flush('p1')).toEqual({ arrived: 1 });
    expect(sent.map((r) => [r.targetId, r.reportedBy])).toEqual([['b', 'p1']]);
    expect(unsentOf('p2')).toHaveLength(1);
  });

  it('waits for its maker when the server knows the reader as somebody else', async () => {
    report('a');
    report('b');
    const sent = line({ status: 409, body: { code: 'conflict', params: { reason: 'other_person' } } });
    expect(await flush('p1')).toEqual({ arrived: 0, another: true });
    expect(sent).toHaveLength(1);
    expect(unsentOf('p1').map((u) => u.refused)).toEqual([undefined, undefined]);
  });

  it('does not hold up the reports of one person for those of another', async () => {
    report('a', 'p2');
    report('b');
    line();
    const both = await Promise.all([flush('p2'), flush('p1')]);
    expect(both).toEqual([{ arrived: 1 }, { arrived: 1 }]);
  });

  it('comes to an end and says so when the browser is full', async () => {
    report('a');
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    report('b');
    expect(safelyKept('p1')).toBe(false);
    expect(safelyKept('p2')).toBe(true);
    const sent = line(409, 409, 409, 409);
    expect(await flush('p1')).toEqual({ arrived: 0 });
    expect(sent).toHaveLength(2);
    expect(unsentOf('p1').map((u) => u.refused?.reason)).toEqual(['disaster_ended', 'disaster_ended']);
    for (const u of unsentOf('p1')) remove(u);
    expect(unsentOf('p1')).toEqual([]);
  });

  it('asks less and less often, and at least every minute', () => {
    expect([0, 1, 4, 9].map(pause)).toEqual([2_000, 4_000, 32_000, 60_000]);
  });
});
