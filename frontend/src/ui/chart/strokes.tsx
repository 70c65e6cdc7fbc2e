import type { Kind } from './types';

/** How lines differ without colour: by dash and by mark. */
export const dashes = [undefined, '6 3', '2 3', '9 3 2 3'] as const;
const marks = ['M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0', 'M-3.5-3.5h7v7h-7z', 'M0-4.5 4.5 3.5h-9z', 'M0-5 5 0 0 5-5 0z'];

export const strokeOf = (place: number, second?: boolean): string =>
  second ? 'var(--chart-second)' : `var(--chart-line-${(place % 4) + 1})`;

/** A point of a line; hollow while it is a forecast. */
export function PointMark({
  x,
  y,
  place,
  kind,
  second,
}: {
  x: number;
  y: number;
  place: number;
  kind: Kind;
  second?: boolean;
}) {
  const stroke = strokeOf(place, second);
  return (
    <path
      d={marks[place % 4]}
      transform={`translate(${x} ${y})`}
      stroke={stroke}
      strokeWidth="1.5"
      fill={kind === 'forecast' ? 'var(--paper)' : stroke}
    />
  );
}

/** A piece of a line with its mark, for legends and tips. */
export function LineSwatch({ place, second, bare }: { place: number; second?: boolean; bare?: boolean }) {
  return (
    <svg width="28" height="12" aria-hidden="true" className="shrink-0">
      <path
        d="M0 6h28"
        stroke={bare ? 'var(--ink-soft)' : strokeOf(place, second)}
        strokeWidth="2"
        strokeDasharray={bare ? '4 2' : dashes[place % 4]}
      />
      {!bare && <PointMark x={14} y={6} place={place} kind="actual" second={second} />}
    </svg>
  );
}
