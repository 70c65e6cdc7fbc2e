import type { LinkProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Sparkline } from './chart/Sparkline';
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
  /** Twelve points at most, oldest first; null is a gap. */
  points?: (number | null)[];
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
      <span className="flex flex-wrap items-baseline gap-x-2">
        {tone && <Mark tone={tone} />}
        <span className="font-bold text-figure">
          {/* Neither breaks inside; on a narrow tile the unit, and what changed, go to the next line. */}
          <span className="whitespace-nowrap">{figure}</span>
          {unit && <span className="ml-1 whitespace-nowrap font-normal text-body">{unit}</span>}
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
