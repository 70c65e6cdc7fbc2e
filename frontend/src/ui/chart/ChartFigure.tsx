import { type ReactNode, Suspense, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '@/lib/cx';
import { readStored, writeStored } from '@/lib/storage';
import { Button } from '../Button';
import { Fills } from './Fills';
import { TwinTable } from './TwinTable';
import type { FigureWords, Twin } from './types';

export interface ChartFigureProps extends FigureWords {
  unit?: string;
  /** Shapes and patterns with their words; left out when there is only one. */
  legend?: { key: string; mark: ReactNode; label: string }[];
  twin: Twin;
  /** Nothing to draw, or nothing of it known: said in words instead of empty axes. */
  state?: 'empty' | 'unknown';
  /** The height that the drawing will take, kept free while it loads. */
  height?: number;
  /** The drawing holds links: it is offered to screen readers beside the table instead of being hidden from them. */
  linked?: boolean;
  children: ReactNode;
}

/** A drawing with what it needs to be trusted: title, unit, legend, as-of time, note, and the same figures as a table one press away. */
export function ChartFigure({
  id,
  title,
  level = 3,
  unit,
  description,
  asOf,
  note,
  empty,
  legend = [],
  twin,
  state,
  height,
  linked,
  className,
  children,
}: ChartFigureProps) {
  const { t } = useTranslation();
  const heading = useId();
  const key = `mio.figure.${id}`;
  const [asTable, setAsTable] = useState(() => readStored<string>(key) === 'table');
  const Title = level === 2 ? 'h2' : 'h3';
  const toggle = () => {
    writeStored(key, asTable ? 'drawing' : 'table');
    setAsTable(!asTable);
  };
  const caption = unit ? t('common:chart.caption', { title, unit }) : title;
  const shown = state !== 'empty' && (asTable || state === undefined);
  return (
    <figure aria-labelledby={heading} className={cx('chart relative flex min-w-0 flex-col gap-2', className)}>
      <div className="flex flex-wrap items-start justify-between gap-x-4">
        <div className="min-w-0">
          <Title id={heading} className={level === 2 ? 'text-section' : 'text-body'}>
            {title}
            {unit && (
              <span className="ml-2 font-normal text-note text-ink-soft">{t('common:chart.unit', { unit })}</span>
            )}
          </Title>
          {description && <p className="measure text-ink-soft">{description}</p>}
        </div>
        {state !== 'empty' && (
          <Button
            variant="quiet"
            onPress={toggle}
            label={t(`common:chart.${asTable ? 'toDrawing' : 'toTable'}Of`, { title })}
          >
            {t(`common:chart.${asTable ? 'toDrawing' : 'toTable'}`)}
          </Button>
        )}
      </div>
      {state && !asTable && (
        <p className="border border-line border-dashed p-4 text-ink-soft">
          {state === 'empty' ? (empty ?? t('common:chart.empty')) : t('common:chart.allUnknown')}
        </p>
      )}
      {shown &&
        (asTable ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          <section className="overflow-x-auto" aria-label={caption} tabIndex={0}>
            <TwinTable caption={caption} twin={twin} links />
          </section>
        ) : (
          <Fills>
            {legend.length > 1 && <Legend entries={legend} />}
            <div aria-hidden={linked ? undefined : true} className="min-w-0">
              <Suspense fallback={<Skeleton height={height} />}>{children}</Suspense>
            </div>
          </Fills>
        ))}
      {state !== 'empty' && !asTable && (
        <div className="sr-only">
          <TwinTable caption={caption} twin={twin} links={false} />
        </div>
      )}
      {(asOf || note) && (
        <figcaption className="flex flex-wrap gap-x-3 text-note text-ink-faint">
          {asOf && <span>{t('common:asOf', { at: asOf })}</span>}
          {note && <span className="measure">{note}</span>}
        </figcaption>
      )}
    </figure>
  );
}

function Legend({ entries }: { entries: NonNullable<ChartFigureProps['legend']> }) {
  return (
    // The table has the same words in its heads.
    <ul aria-hidden="true" className="flex flex-wrap gap-x-4 gap-y-1 text-note">
      {entries.map((e) => (
        <li key={e.key} className="flex items-center gap-1.5">
          {e.mark}
          {e.label}
        </li>
      ))}
    </ul>
  );
}

/** Axes to come, in the height of the drawing. */
function Skeleton({ height = 240 }: { height?: number }) {
  return (
    <div style={{ height }}>
      <div className="after-a-moment ml-12 border-line-strong border-b border-l" style={{ height: height - 40 }} />
    </div>
  );
}
