import type { Board, Row, TakenBoard, Tally } from '@/api/disasters';
import type { Tone } from '@/ui/StatusChip';
import type { Line } from './live';

/** What can be reported, the best first, as the buttons stand. */
export const states = ['up', 'partial', 'down', 'checking'] as const;
/** All states a row can be in, what asks for most first. */
export const attention = ['down', 'partial', 'checking', 'none', 'up'] as const;

export const stateTone: Record<Row['state'], Tone> = {
  up: 'good',
  partial: 'warn',
  down: 'bad',
  checking: 'unknown',
  none: 'unknown',
};

/** Systems run, offices open: the words differ. */
export const wordOf = (row: Pick<Row, 'subject' | 'state'>): string => `disasters:state.${row.subject}.${row.state}`;

/** A report as the stream tells it. */
export type News = Pick<Row, 'state' | 'seq' | 'note' | 'at' | 'receivedAt' | 'reporterTitle' | 'reporterTitleEn'> & {
  targetId: string;
};

/** A report takes the place of the one on the board when it was made later; of two made at once, the one that came later. */
export function later(news: Pick<News, 'at' | 'seq'>, row: Pick<Row, 'at' | 'seq'>): boolean {
  if (row.seq === 0) return true;
  return news.at === row.at ? news.seq > row.seq : (news.at ?? '') > (row.at ?? '');
}

/** Whether a report is too old to be relied on. */
export const isOld = (
  board: Pick<Board, 'state' | 'staleMinutes'>,
  row: Pick<Row, 'at' | 'seq'>,
  now: number,
): boolean =>
  board.state === 'running' && row.seq > 0 && now - Date.parse(row.at ?? '') > (board.staleMinutes ?? 120) * 60_000;

/** Counts anew from the rows; the addresses of the figures stay. */
function counted(tally: Tally, rows: Row[]): Tally {
  const figure = (of: keyof Tally, n: number) => ({ ...tally[of], value: n });
  const having = (s: Row['state']) => rows.filter((r) => r.state === s).length;
  return {
    total: figure('total', rows.length),
    down: figure('down', having('down')),
    partial: figure('partial', having('partial')),
    checking: figure('checking', having('checking')),
    none: figure('none', having('none')),
    up: figure('up', having('up')),
    old: figure('old', rows.filter((r) => r.old).length),
  };
}

/** A moment of this device as the server's clock tells it. What lies before the board was taken is the moment of the board. */
export const momentOf = (board: Pick<TakenBoard, 'asOf' | 'takenAt'>, here: number): number =>
  Date.parse(board.asOf ?? '') + Math.max(0, here - board.takenAt);

/** How the line is: one that is over has no stream, and a board out of the browser's keep says that there is none. */
export function lineOf(board: Pick<TakenBoard, 'state' | 'kept'>, stream: Line): Line | undefined {
  if (board.kept && (stream !== 'live' || board.state !== 'running')) return 'cut';
  return board.state === 'running' ? stream : undefined;
}

/** A board that knows what time it is, by the server's clock; one that is over does not grow older. */
export type AgedBoard = Board & { now: number | undefined };

/** How old a report is: the word's key and its numbers. Minutes are whole ones that have passed. */
export function ageOf(at: string, now: number): { key: 'now' | 'minutes' | 'hours' | 'days'; n: number; m: number } {
  const minutes = Math.max(0, Math.floor((now - Date.parse(at)) / 60_000));
  if (minutes < 1) return { key: 'now', n: 0, m: 0 };
  if (minutes < 60) return { key: 'minutes', n: minutes, m: 0 };
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return { key: 'hours', n: hours, m: minutes % 60 };
  return { key: 'days', n: Math.floor(hours / 24), m: 0 };
}

/** The board as it stands at a moment of the server's clock: ages go on without anything being sent. */
export function aged(board: Board, now: number): AgedBoard {
  const rows = board.rows.map((r) => ({ ...r, old: isOld(board, r, now) }));
  return {
    ...board,
    rows,
    now: board.state === 'running' ? now : undefined,
    systems: counted(
      board.systems,
      rows.filter((r) => r.subject === 'system'),
    ),
    offices: counted(
      board.offices,
      rows.filter((r) => r.subject === 'office'),
    ),
  };
}

/** The board after a report. One that is older than what stands there changes nothing. */
export function told(board: Board, { targetId, ...news }: News): Board {
  return {
    ...board,
    rows: board.rows.map((r) => (r.id === targetId && later(news, r) ? { ...r, ...news } : r)),
  };
}

/** Rows in the order in which somebody should call. */
export function urgent(rows: readonly Row[]): Row[] {
  const rank = (r: Row) => attention.indexOf(r.state) + (r.state === 'up' && r.old ? -0.5 : 0);
  return rows.toSorted((a, b) => rank(a) - rank(b));
}
