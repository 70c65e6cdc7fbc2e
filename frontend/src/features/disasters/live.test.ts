import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { follow, type Line } from './live';

class Source extends EventTarget {
  static readonly CLOSED = 2;
  static opened: Source[] = [];
  readyState = 0;
  onopen: () => void = () => {};
  onerror: () => void = () => {};
  constructor(readonly url: string) {
    super();
    Source.opened.push(this);
  }
  close() {
    this.readyState = 2;
  }
  say(name: string) {
    this.dispatchEvent(new MessageEvent(name, { data: '{}' }));
  }
  refuse() {
    this.readyState = 2;
    this.onerror();
  }
}

const last = () => Source.opened.at(-1) as Source;
const all = () => Source.opened.length;

function page() {
  const lines: Line[] = [];
  const told = { report: vi.fn(), anew: vi.fn(async () => {}), refused: vi.fn() };
  const stop = follow({
    address: () => '/stream',
    line: (l) => lines.push(l),
    events: { report: told.report },
    anew: told.anew,
    refused: told.refused,
  });
  return { lines, stop, ...told };
}

let stop = () => {};
const opened = () => {
  const p = page();
  stop = p.stop;
  return p;
};

describe('the stream', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('EventSource', Source);
    Source.opened = [];
  });
  afterEach(() => {
    stop();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('is opened again after a refusal, less and less often, and goes on', async () => {
    const p = opened();
    last().onopen();
    last().refuse();
    expect(p.lines.at(-1)).toBe('cut');
    expect(p.refused).toHaveBeenCalledTimes(1);
    expect(all()).toBe(1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(all()).toBe(2);
    last().refuse();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(all()).toBe(2);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(all()).toBe(3);
    last().onopen();
    last().say('report');
    expect(p.report).toHaveBeenCalledTimes(1);
    expect(p.lines.at(-1)).toBe('live');
    expect(p.anew).toHaveBeenCalledTimes(2);
  });

  it('leaves a cut line to the browser, and a line that died without a word not to itself', async () => {
    const p = opened();
    last().onopen();
    last().onerror();
    await vi.advanceTimersByTimeAsync(40_000);
    expect(all()).toBe(1);
    last().say('beat');
    expect(p.lines.at(-1)).toBe('live');
    await vi.advanceTimersByTimeAsync(40_000);
    expect(all()).toBe(1);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(all()).toBe(2);
    expect(Source.opened[0]?.readyState).toBe(Source.CLOSED);
  });

  it('reads anew when the line or the machine comes back', async () => {
    const p = opened();
    last().onopen();
    dispatchEvent(new Event('offline'));
    expect(p.lines.at(-1)).toBe('cut');
    dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(0);
    expect(p.anew).toHaveBeenCalledTimes(1);
    expect(all()).toBe(2);
    last().onopen();
    vi.setSystemTime(Date.now() + 3_600_000); // it slept
    await vi.advanceTimersByTimeAsync(10_000);
    expect(p.anew).toHaveBeenCalledTimes(2);
    expect(all()).toBe(3);
  });

  it('gives its connection back while nobody looks', async () => {
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    opened();
    expect(all()).toBe(0);
    hidden.mockReturnValue(false);
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(0);
    expect(all()).toBe(1);
    hidden.mockReturnValue(true);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(last().readyState).toBe(Source.CLOSED);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(all()).toBe(1);
  });

  it('asks who reads when the session ended, and stays shut once left', async () => {
    const p = opened();
    last().say('end');
    expect(p.refused).toHaveBeenCalledTimes(1);
    p.stop();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(all()).toBe(1);
  });
});
