// Calendar days travel as "YYYY-MM-DD" and instants as RFC 3339 in UTC; both are shown in Japan's time, wherever the browser stands.

export interface Day {
  year: number;
  month: number;
  day: number;
}

/** Reads "YYYY-MM-DD"; null when it is not a day of the calendar. */
export function parseDay(text: string): Day | null {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!m) return null;
  const d = { year: Number(m[1]), month: Number(m[2]), day: Number(m[3]) };
  return isDay(d) ? d : null;
}

export function isDay({ year, month, day }: Day): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export function isoDay({ year, month, day }: Day): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

const jst = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Tokyo',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** The day and the "HH:MM" of an instant, in Japan. */
export function inJapan(instant: string | Date): { on: string; at: string } {
  const part: Record<string, string> = {};
  for (const p of jst.formatToParts(new Date(instant))) part[p.type] = p.value;
  return { on: `${part.year}-${part.month}-${part.day}`, at: `${part.hour}:${part.minute}` };
}

/** Today in Japan. */
export function today(now: Date = new Date()): string {
  return inJapan(now).on;
}

/** Whole days from a to b; negative when b is earlier. */
export function daysBetween(a: string, b: string): number {
  return Math.round((Date.parse(`${b}T00:00:00Z`) - Date.parse(`${a}T00:00:00Z`)) / 86_400_000);
}
