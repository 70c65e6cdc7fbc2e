import type { Amount, Category, Datum, Kind, Series, Twin } from './types';
import { kindOf, sumOf, type WaterfallStep } from './view';

/** The words a twin needs; passed in, so that the rows are pure. */
export interface TwinWords {
  unknown: string;
  total: string;
  kind: (kind: Kind) => string;
  show: (value: number) => string;
}

export const amount = (w: Pick<TwinWords, 'unknown' | 'show'>, value: number | null | undefined, href?: string) => ({
  text: value === null || value === undefined ? w.unknown : w.show(value),
  href,
});

/** One row a category, one column a series, and what stands beside them. A row that is all of one kind says so once. */
export function categoryTwin(
  w: TwinWords,
  head: string,
  categories: readonly Category[],
  series: readonly Series[],
  { total, beside }: { total?: boolean; beside?: { label: string; cell: (at: number) => Amount }[] } = {},
): Twin {
  const more = beside ?? [];
  return {
    head,
    columns: [
      ...series.map(({ key, label }) => ({ key, label })),
      ...(total ? [{ key: '+', label: w.total }] : []),
      ...more.map(({ label }) => ({ key: `+${label}`, label })),
    ],
    rows: categories.map((category, c) => {
      const data: (Datum | undefined)[] = series.map((s) => s.data[c]);
      const kinds = [...new Set(data.map((d) => kindOf(category, d)))];
      const said = kinds.length === 1 ? kinds[0] : undefined;
      const cells = data.map((d) => {
        const cell = amount(w, d?.value, d?.href);
        const kind = kindOf(category, d);
        return said || kind === 'actual' || d?.value == null
          ? cell
          : { ...cell, text: `${cell.text} (${w.kind(kind)})` };
      });
      if (total) cells.push(amount(w, sumOf(data.map((d) => d?.value))));
      return {
        key: category.key,
        head: said && said !== 'actual' ? `${category.label} (${w.kind(said)})` : category.label,
        cells: [...cells, ...more.map((m) => m.cell(c))],
      };
    }),
  };
}

/** The sign always shows: "+120", "−35", "±0". */
export const signed = (show: (value: number) => string, change: number): string =>
  change > 0 ? `+${show(change)}` : change < 0 ? `−${show(-change)}` : `±${show(0)}`;

export function waterfallTwin(
  w: TwinWords,
  words: { head: string; amount: string; level: string },
  steps: WaterfallStep[],
): Twin {
  return {
    head: words.head,
    columns: [
      { key: 'amount', label: words.amount },
      { key: 'level', label: words.level },
    ],
    rows: steps.map((s) => ({
      key: s.key,
      head: s.label,
      cells: [
        {
          text: s.role === 'from' || s.role === 'to' ? w.show(s.end) : signed(w.show, s.end - s.start),
          href: s.href,
        },
        { text: w.show(s.end) },
      ],
    })),
  };
}
