import type { LinkProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { BareLink } from './Link';
import { Mark, type Tone } from './StatusChip';

export interface FigureTileProps {
  label: string;
  /** The figure as it is to be read; "—" for what nobody knows. */
  figure: string;
  unit?: string;
  tone?: Tone;
  /** Against the period before: the sign says the direction, the word whether that is good. */
  change?: { by: number; since: string; better?: boolean };
  /** Twelve points at most, oldest first. */
  points?: number[];
  asOf?: string;
  /** To the rows that the figure was computed from. */
  link: Pick<LinkProps, 'to' | 'search' | 'params' | 'hash'>;
}

/** One figure that opens onto its rows. At most five in a row. */
export function FigureTile({ label, figure, unit, tone, change, points, asOf, link }: FigureTileProps) {
  const { t } = useTranslation();
  return (
    <BareLink
      {...link}
      className="flex min-w-36 flex-1 flex-col border border-line bg-paper px-4 py-3 text-ink no-underline hover:border-accent hover:bg-hover"
    >
      <span className="text-note text-ink-soft">{label}</span>
      <span className="flex items-baseline gap-2">
        {tone && <Mark tone={tone} />}
        <span className="font-bold text-figure">
          {figure}
          {unit && <span className="ml-0.5 font-normal text-body">{unit}</span>}
        </span>
        {change && change.by !== 0 && (
          <span className={change.better === undefined ? 'text-ink-soft' : change.better ? 'text-good' : 'text-bad'}>
            {change.by > 0 ? `▲+${change.by}` : `▼−${-change.by}`} <span className="text-note">{change.since}</span>
          </span>
        )}
      </span>
      {points && points.length > 1 && <Sparkline points={points} />}
      {asOf && <span className="text-note text-ink-faint">{t('common:asOf', { at: asOf })}</span>}
    </BareLink>
  );
}

/** A bare line of the last periods; the figures themselves stand beside it. */
export function Sparkline({ points }: { points: number[] }) {
  const low = Math.min(...points);
  const span = Math.max(...points) - low || 1;
  const d = points
    .map((p, i) => `${i ? 'L' : 'M'}${(i * 96) / (points.length - 1)} ${18 - ((p - low) * 16) / span}`)
    .join('');
  return (
    <svg
      viewBox="0 0 96 20"
      height="20"
      preserveAspectRatio="none"
      aria-hidden="true"
      className="w-full text-ink-faint"
    >
      <path d={d} fill="none" stroke="currentColor" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
