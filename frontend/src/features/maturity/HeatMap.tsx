import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelItem, UnitRow } from '@/api/maturity';
import { useFormat } from '@/i18n/format';
import { cx } from '@/lib/cx';
import { BareLink } from '@/ui/Link';
import { Mark } from '@/ui/StatusChip';
import { type AreaItem, appraisalOf, goalOf, lookedAt, type Shown, shown, type View } from './model';

export interface HeatMapProps {
  units: UnitRow[];
  model: ModelItem;
  /** The year that is looked at. */
  year: number;
  view: View;
  /** The unit that the panel beside it speaks of. */
  chosen: string;
  onChoose: (sectionId: string) => void;
}

const ground: Partial<Record<NonNullable<Shown['tone']>, string>> = {
  bad: 'bg-bad-soft text-bad',
  warn: 'bg-warn-soft text-warn',
  unknown: 'text-unknown',
};

/** Unit by area. Numbers and words stand inside; a cell opens the area with its practices. Arrow keys move between cells. */
export function HeatMap({ units, model, year, view, chosen, onChoose }: HeatMapProps) {
  const { t } = useTranslation();
  const f = useFormat();
  const table = useRef<HTMLTableElement>(null);
  const areas = lookedAt(units, model.areas);
  const levels = [...new Set(areas.map((a) => a.level))];

  const move = (e: KeyboardEvent) => {
    const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[e.key];
    const at = (e.target as HTMLElement).closest<HTMLElement>('[data-cell]')?.dataset.cell?.split(',').map(Number);
    if (!step || !at) return;
    const next = table.current?.querySelector<HTMLElement>(
      `[data-cell="${(at[0] ?? 0) + (step[0] ?? 0)},${(at[1] ?? 0) + (step[1] ?? 0)}"]`,
    );
    if (!next) return;
    e.preventDefault();
    next.focus();
  };

  return (
    <section
      className="print-wide overflow-x-auto border border-line"
      aria-label={t('maturity:map.caption', { model: f.name(model) })}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <table ref={table} onKeyDown={move} className="w-full border-collapse bg-paper text-body">
        <caption className="sr-only">{t('maturity:map.caption', { model: f.name(model) })}</caption>
        <thead>
          <tr className="border-b border-line text-note text-ink-soft">
            <th scope="col" rowSpan={2} className="sticky left-0 z-10 bg-paper px-3 py-2 text-left">
              {t('maturity:map.unit')}
            </th>
            <th scope="col" rowSpan={2} className="whitespace-nowrap px-2 py-2 text-right">
              {t('maturity:map.level')}
            </th>
            <th scope="col" rowSpan={2} className="border-r border-line px-2 py-2 text-left">
              {t('maturity:map.target')}
            </th>
            {levels.map((level) => (
              <th
                key={level}
                scope="colgroup"
                colSpan={areas.filter((a) => a.level === level).length}
                className="border-l border-line px-2 py-1 text-left font-normal"
              >
                {t('maturity:map.stage', { level })}
              </th>
            ))}
          </tr>
          <tr className="border-b border-line text-note">
            {areas.map((a, i) => (
              <th
                key={a.id}
                scope="col"
                title={f.name(a)}
                className={cx(
                  'whitespace-nowrap px-1 py-1 text-center font-bold',
                  first(areas, i) && 'border-l border-line',
                )}
              >
                <abbr title={f.name(a)} className="no-underline">
                  {a.id}
                </abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {units.map((u, row) => (
            <tr key={u.sectionId} className={cx('border-b border-line', u.sectionId === chosen && 'bg-chosen')}>
              <th
                scope="row"
                className={cx(
                  'sticky left-0 z-10 px-3 text-left font-normal',
                  u.sectionId === chosen ? 'bg-chosen' : 'bg-paper',
                )}
              >
                <button
                  type="button"
                  onClick={() => onChoose(u.sectionId)}
                  aria-pressed={u.sectionId === chosen}
                  className="print-keep min-h-control whitespace-nowrap text-left hover:text-accent hover:underline"
                >
                  {f.name(u)}
                </button>
              </th>
              <td className="num px-2 text-right font-bold whitespace-nowrap">{levelText(u, view)}</td>
              <td className="border-r border-line px-2 whitespace-nowrap text-note">
                <Target unit={u} year={year} />
              </td>
              {areas.map((a, col) => {
                const cell = u.cells.find((c) => c.area === a.id) ?? { area: a.id };
                return (
                  <td key={a.id} className={cx('p-0 text-center', first(areas, col) && 'border-l border-line')}>
                    <Place
                      unit={u}
                      area={a}
                      view={view}
                      at={[row, col]}
                      shown={shown(cell, view, a, goalOf(u, model))}
                      needs={goalOf(u, model)}
                    />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The first area of a level begins with a line. */
const first = (areas: AreaItem[], i: number) => i === 0 || areas[i - 1]?.level !== areas[i]?.level;

function levelText(u: UnitRow, view: View): string {
  const now = view === 'self' ? u.self?.level : u.assessor?.level;
  if (view === 'difference' && u.self?.level != null && u.assessor?.level != null)
    return `${u.self.level} / ${u.assessor.level}`;
  if (view === 'before' && u.assessorBefore?.level != null && u.assessor?.level != null)
    return `${u.assessorBefore.level} → ${u.assessor.level}`;
  const before = view === 'self' ? u.selfBefore?.level : u.assessorBefore?.level;
  if (now == null) return '?';
  return before != null && before !== now ? `${now} ${now > before ? '↑' : '↓'}` : String(now);
}

/** A tick where the unit has what it was to have. */
export function Target({ unit, year }: { unit: UnitRow; year: number }) {
  const { t } = useTranslation();
  const f = useFormat();
  const mark = unit.target;
  if (!mark) return <span className="text-ink-faint">{t('maturity:map.noTarget')}</span>;
  const word = t('maturity:map.targetOf', {
    level: mark.level,
    year: f.fiscalYearTick(mark.fiscalYear).replace('\n', ' '),
  });
  const ahead = !mark.reached && mark.fiscalYear > year;
  return (
    <span className="inline-flex items-center gap-1">
      {ahead ? (
        <span aria-hidden="true">→</span>
      ) : (
        <Mark tone={mark.reached === null ? 'unknown' : mark.reached ? 'good' : 'bad'} />
      )}
      {word}
      <span className="sr-only">
        {t(
          ahead
            ? 'maturity:map.ahead'
            : mark.reached === null
              ? 'maturity:map.notKnown'
              : mark.reached
                ? 'maturity:map.reached'
                : 'maturity:map.missed',
        )}
      </span>
    </span>
  );
}

function Place({
  unit,
  area,
  view,
  at,
  shown: s,
  needs,
}: {
  unit: UnitRow;
  area: AreaItem;
  view: View;
  at: [number, number];
  shown: Shown;
  needs: number;
}) {
  const { t } = useTranslation();
  const f = useFormat();
  const id = appraisalOf(unit, view);
  const words = [
    `${f.name(unit)} ${area.id} ${f.name(area)}:`,
    t(`maturity:cell.${s.meaning}`, { value: s.text, level: needs }),
    s.change !== 0 && t(s.change > 0 ? 'maturity:cell.up' : 'maturity:cell.down'),
  ]
    .filter(Boolean)
    .join(' ');
  const face = (
    <>
      <span aria-hidden="true">
        {s.text || ' '}
        {s.change !== 0 && <span className="ml-0.5 text-note">{s.change > 0 ? '↑' : '↓'}</span>}
      </span>
      <span className="sr-only">{words}</span>
    </>
  );
  const look = cx(
    'num flex min-h-control min-w-11 items-center justify-center px-1 text-ink no-underline',
    s.tone && ground[s.tone],
    s.meaning === 'short' && 'font-bold',
  );
  const place = { 'data-cell': at.join(','), tabIndex: at[0] === 0 && at[1] === 0 ? 0 : -1 };
  if (!id || s.meaning === 'none')
    return (
      <span className={look} title={words} {...place}>
        {face}
      </span>
    );
  return (
    <BareLink
      to="/maturity/appraisals/$id/areas/$area"
      params={{ id, area: area.id }}
      title={words}
      className={cx(look, 'hover:outline-2 hover:outline-accent')}
      {...place}
    >
      {face}
    </BareLink>
  );
}
