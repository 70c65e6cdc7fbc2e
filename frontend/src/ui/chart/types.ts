import type { YenUnit } from '@/lib/yen';
import type { Tone } from '../StatusChip';

/** What a datum is: of the period spoken of, of one gone by (grey), or not yet fact (hatched). */
export type Kind = 'actual' | 'past' | 'forecast';

/** One value of one series. Null is what nobody knows: never drawn as 0, said as "unknown". */
export interface Datum {
  value: number | null;
  /** Otherwise the category's. */
  kind?: Kind;
  /** The address in the app of the rows behind the value. */
  href?: string;
}

export interface Category {
  key: string;
  /** In full: in the table, the tip and the names of links. */
  label: string;
  /** For the axis; a line break makes two lines. */
  tick?: string;
  kind?: Kind;
}

/** A step of the one ramp for amounts (1 the strongest), a second hue for a second meaning, or a status where the series is one. */
export type Look = 1 | 2 | 3 | 4 | 5 | 'second' | Tone;

export interface Series {
  key: string;
  label: string;
  /** Otherwise the step of the ramp that is the series' place. */
  look?: Look;
  /** One for each category, in their order. */
  data: Datum[];
}

/** How values are written. The unit of yen is the reader's, unless the sheet has its own. */
export type Measure =
  | { kind: 'yen'; unit?: YenUnit }
  | { kind: 'number'; unit?: string; places?: number }
  /** Availability is cut and not rounded: 99.996 is not 100. */
  | { kind: 'percent'; places?: number; cut?: boolean };

/** What every figure says around its drawing. All words come from the caller's language file. */
export interface FigureWords {
  /** Under this name the browser remembers whether the reader wants the table. */
  id: string;
  title: string;
  /** The level of the title; 3 under a Section. */
  level?: 2 | 3;
  /** What it shows, or what is to be seen in it, in one sentence. */
  description?: string;
  /** When the figures were true, as words. */
  asOf?: string;
  /** What is in and what is not. */
  note?: string;
  /** Said instead of an empty drawing; otherwise a general sentence. */
  empty?: string;
  className?: string;
}

export interface Amount {
  text: string;
  href?: string;
}

/** The same figures as a table. */
export interface Twin {
  /** What the rows are: "fiscal year". */
  head: string;
  columns: { key: string; label: string }[];
  rows: { key: string; head: string; cells: Amount[] }[];
}
