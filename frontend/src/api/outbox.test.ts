import { afterEach, describe, expect, it, vi } from 'vitest';
import { enqueue, flush, unsentOf } from './outbox';

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

/** Answers each call in turn; a thrown one is a cut line. */
function line(...answers: (number | 'cut')[]) {
  const sent: string[] = [];
  vi.stubGlobal('fetch', (_: string, init: { body: string }) => {
    sent.push(JSON.parse(init.body).targetId);
    const answer = answers.shift() ?? 201;
    if (answer === 'cut') return Promise.reject(new TypeError('cut'));
    const body =
      answer === 201 ? {} : { code: answer === 409 ? 'conflict' : 'internal', params: { reason: 'disaster_ended' } };
    return Promise.resolve(
      new Response(JSON.stringify(body), { status: answer, headers: { 'Content-Type': 'application/problem+json' } }),
    );
  });
  return sent;
}

afterEach(() => {
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
    expect(await flush('p1')).toBe(1);
    expect(unsentOf('p1').map((u) => u.targetId)).toEqual(['b', 'c']);
    const ids = unsentOf('p1').map((u) => u.clientId);
    expect(await flush('p1')).toBe(2);
    expect(sent).toEqual(['a', 'b', 'b', 'c']);
    expect(new Set(ids).size).toBe(2);
    expect(unsentOf('p1')).toEqual([]);
  });

  it('tells a refusal and loses nothing; a server in trouble is no refusal', async () => {
    report('a');
    line(409);
    expect(await flush('p1')).toBe(0);
    expect(unsentOf('p1')[0]?.refused).toEqual({ code: 'conflict', reason: 'disaster_ended' });
    report('b');
    line(503);
    expect(await flush('p1')).toBe(0);
    expect(
      unsentOf('p1')
        .map((u) => Boolean(u.refused))
        .sort(),
    ).toEqual([false, true]);
  });

  it('sends nothing in the name of another', async () => {
    report('a', 'p2');
    const sent = line();
    expect(await flush('p1')).toBe(0);
    expect(sent).toEqual([]);
    expect(unsentOf('p2')).toHaveLength(1);
  });
});
