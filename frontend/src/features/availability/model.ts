import type { Cell, Edition, Maintenance } from '@/api/availability';
import type { Format } from '@/i18n/format';
import { inJapan } from '@/lib/dates';
import type { Tone } from '@/ui/StatusChip';

/** Availability comes in millionths of a percent and is cut, never rounded: 99.9998 is not 100. */
export function percentText(f: Format, millionths: number | null | undefined, places = 2): string | null {
  if (millionths === null || millionths === undefined) return null;
  const step = 10 ** (6 - places);
  const cut = Math.floor(millionths / step) * step;
  return millionths === 100_000_000 ? f.number(100) : f.number(cut / 1_000_000, places);
}

/** A target in millionths of the whole as a percentage: 999000 → 99.9. */
export const targetText = (f: Format, target: number) => `${f.number(target / 10_000, target % 1000 ? 2 : 1)}%`;

/** Milliseconds as minutes; a part of a minute shows one decimal, and is never lost. */
export function minutesOf(ms: number): { minutes: number; places: number } {
  const minutes = ms / 60_000;
  return Number.isInteger(minutes) ? { minutes, places: 0 } : { minutes: Math.ceil(minutes * 10) / 10, places: 1 };
}

export function minutesText(f: Format, ms: number): string {
  const { minutes, places } = minutesOf(ms);
  return f.number(minutes, places);
}

/** Only a miss is coloured; what nobody knows is grey; the rest is as it should be and needs no colour. */
export function cellTone(cell: Cell): Tone | undefined {
  if (cell.state === 'unregistered') return 'unknown';
  return cell.missed ? 'bad' : undefined;
}

/** Why work counts as an outage, or will unless somebody mends it before it starts. */
export const lackKey = (m: Pick<Maintenance, 'startsAt' | 'lack'>, now = new Date()) =>
  `maintenance:${new Date(m.startsAt) > now ? 'lackAhead' : 'lack'}.${m.lack}`;

export const stateTone: Record<Maintenance['state'], Tone | undefined> = {
  planned: 'warn',
  approved: 'warn',
  announced: 'good',
  running: 'warn',
  done: 'good',
  over: 'unknown',
  cancelled: 'unknown',
};

/** A month in words: 2026年11月, Nov 2026. */
export function monthText(f: Format, month: string): string {
  const [year = '', m = ''] = month.split('-');
  return f.lang === 'ja' ? `${year}年${Number(m)}月` : `${f.month(Number(m))} ${year}`;
}

/** From one moment to another; the day is said once when it is the same. */
export function spanText(f: Format, from: string, to: string): string {
  const [a, b] = [inJapan(from), inJapan(to)];
  return `${f.instant(from)}–${a.on === b.on ? b.at : f.instant(to)}`;
}

/** The month before or after: "2026-01" and -1 → "2025-12". */
export function monthBy(month: string, by: number): string {
  const [year = 0, m = 1] = month.split('-').map(Number);
  const n = year * 12 + m - 1 + by;
  return `${Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`;
}

export const lastDayOf = (month: string): string => {
  const [year = 0, m = 1] = month.split('-').map(Number);
  return `${month}-${String(new Date(Date.UTC(year, m, 0)).getUTCDate()).padStart(2, '0')}`;
};

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
type Day = (typeof days)[number];
const names: Record<string, Day> = {
  ...Object.fromEntries(days.map((d) => [d, d])),
  月: 'mon',
  火: 'tue',
  水: 'wed',
  木: 'thu',
  金: 'fri',
  土: 'sat',
  日: 'sun',
};

type DayHours = NonNullable<Edition['week']>[number];
type Exception = NonNullable<Edition['exceptions']>[number];

const clean = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[〜~–—ー]/g, '-')
    .toLowerCase();
const span = /^(\d{1,2}:\d{2})\s*-\s*(\d{1,2}:\d{2})$/;
const clock = (text: string) => text.padStart(5, '0');

/** Reads the hours of a week as people write them, a line for each: "月-金 08:30-19:00". Null for what is none. */
export function readWeek(text: string): DayHours[] | null {
  const out: DayHours[] = [];
  for (const line of clean(text).split(/[\n;、]/)) {
    if (!line.trim()) continue;
    const m = /^(\p{L}+)(?:\s*-\s*(\p{L}+))?\s+(.*)$/u.exec(line.trim());
    const first = names[m?.[1] ?? ''];
    const last = m?.[2] ? names[m[2]] : first;
    if (!m || !first || !last) return null;
    for (const part of (m[3] ?? '').split(/[,\s]+(?=\d)/)) {
      const hours = span.exec(part.trim());
      if (!hours?.[1] || !hours[2]) return null;
      for (let i = days.indexOf(first); ; i = (i + 1) % 7) {
        out.push({ day: days[i] as Day, from: clock(hours[1]), to: clock(hours[2]) });
        if (days[i] === last) break;
      }
    }
  }
  return out;
}

/** Writes hours the way readWeek reads them: days of the same hours that follow each other share a line. */
export function weekText(week: readonly DayHours[], word: (day: string) => string): string {
  const of = (day: Day) =>
    week
      .filter((h) => h.day === day)
      .map((h) => `${h.from}-${h.to}`)
      .join(' ');
  const lines: string[] = [];
  for (let i = 0; i < days.length; ) {
    const hours = of(days[i] as Day);
    let j = i;
    while (j + 1 < days.length && of(days[j + 1] as Day) === hours) j++;
    const head = i === j ? word(days[i] as Day) : `${word(days[i] as Day)}-${word(days[j] as Day)}`;
    if (hours) lines.push(`${head} ${hours}`);
    i = j + 1;
  }
  return lines.join('\n');
}

/** Reads days that go their own way, a line for each: "2026-08-14" closed, "2026-12-28 09:00-12:00" with hours. */
export function readExceptions(text: string): Exception[] | null {
  const out: Exception[] = [];
  for (const line of text.split('\n')) {
    if (!line.trim()) continue;
    const m = /^(\d{4}-\d{2}-\d{2})\s*(.*)$/.exec(clean(line).trim());
    if (!m?.[1]) return null;
    const rest = (m[2] ?? '').trim();
    const hours = rest.match(/\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2}/g) ?? [];
    const name = rest.replace(/\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2}/g, '').trim();
    const open = hours.map((h) => {
      const s = span.exec(h) as RegExpExecArray;
      return { from: clock(s[1] as string), to: clock(s[2] as string) };
    });
    out.push({ date: m[1], open, ...(name && { name }) });
  }
  return out;
}

export const exceptionsText = (list: readonly Exception[]): string =>
  list
    .map((x) => [x.date, ...(x.open ?? []).map((h) => `${h.from}-${h.to}`), x.name].filter(Boolean).join(' '))
    .join('\n');
