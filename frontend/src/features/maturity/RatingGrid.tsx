import { Fragment, type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AreaDetail, Group, PracticeResult, Rating } from '@/api/maturity';
import { useFormat } from '@/i18n/format';
import { cx } from '@/lib/cx';
import { Button } from '@/ui/Button';
import { StatusChip } from '@/ui/StatusChip';
import type { Place } from './AreaPage';
import { GoalHead } from './GoalHead';
import { JudgeDialog } from './JudgeDialog';
import { cellKey, labelOfKey, lacks, percentText } from './model';
import type { AreaDraft } from './useAreaDraft';

export interface RatingGridProps {
  area: AreaDetail;
  draft: AreaDraft;
  editable: boolean;
  at: Place | null;
  onPlace: (at: Place | null) => void;
}

/** Practices by instance. Arrow keys move, 1 to 5 rate, Delete clears, Enter goes on to weakness and evidence. */
export function RatingGrid({ area, draft, editable, at, onPlace }: RatingGridProps) {
  const { t } = useTranslation();
  const f = useFormat();
  const table = useRef<HTMLTableElement>(null);
  const [judging, setJudging] = useState<PracticeResult | null>(null);
  const percent = area.method === 'percent';
  const practices = area.definition.groups.flatMap((g) => g.practices);
  const results = Object.fromEntries(area.result.practices.map((p) => [p.id, p]));
  const others = Object.fromEntries(area.otherPractices.map((p) => [p.id, p]));

  const focus = (row: number, col: number) =>
    table.current?.querySelector<HTMLElement>(`[data-place="${row},${col}"]`)?.focus();

  const onKey = (e: KeyboardEvent) => {
    const place = (e.target as HTMLElement).dataset.place?.split(',').map(Number);
    if (!place) return;
    const [row = 0, col = 0] = place;
    const practice = practices[row]?.id ?? '';
    const instance = area.instances[col]?.key ?? '';
    const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[e.key];
    const label = percent ? undefined : labelOfKey(e.key);
    if (step) focus(row + (step[0] ?? 0), col + (step[1] ?? 0));
    else if (editable && label) {
      const before = draft.ratings[cellKey(practice, instance)];
      draft.rate(practice, instance, { ...before, practice, instance, label });
      onPlace({ practice, instance });
    } else if (editable && (e.key === 'Delete' || e.key === 'Backspace')) draft.rate(practice, instance, null);
    else return;
    e.preventDefault();
  };

  let row = -1;
  return (
    <section
      className="overflow-x-auto border border-line"
      aria-label={t('maturity:grid.caption', { area: f.name(area.definition) })}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <table ref={table} onKeyDown={onKey} className="w-full border-collapse bg-paper">
        <caption className="sr-only">{t('maturity:grid.caption', { area: f.name(area.definition) })}</caption>
        <thead>
          <tr className="border-b border-line-strong text-note text-ink-soft">
            <th scope="col" className="sticky left-0 z-10 bg-paper px-3 py-2 text-left">
              {t('maturity:grid.practice')}
            </th>
            {area.instances.map((i) => (
              <th key={i.key} scope="col" className="px-2 py-2 text-center">
                {i.name}
              </th>
            ))}
            <th scope="col" className="px-2 py-2 text-left">
              {t('maturity:grid.result')}
            </th>
            {area.otherId && (
              <th scope="col" className="px-2 py-2 text-left">
                {t(`maturity:area.other.${area.kind}`)}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {area.definition.groups.map((g) => (
            <Fragment key={g.id}>
              <GoalHead area={area} group={g as Group} draft={draft} editable={editable} />
              {g.practices.map((p) => {
                row++;
                const result = results[p.id];
                return (
                  <tr key={p.id} className="border-b border-line">
                    <th
                      scope="row"
                      className="sticky left-0 z-10 min-w-40 bg-paper px-3 py-1 text-left font-normal max-md:max-w-44"
                    >
                      <span className="text-ink-soft">{p.id}</span> {f.pick(p.text, p.textEn)}
                    </th>
                    {area.instances.map((i, col) => (
                      <td key={i.key} className="p-0 text-center">
                        <CellButton
                          rating={draft.ratings[cellKey(p.id, i.key)]}
                          percent={percent}
                          chosen={at?.practice === p.id && at.instance === i.key}
                          name={`${p.id} ${i.name}`}
                          place={`${row},${col}`}
                          onOpen={() => onPlace({ practice: p.id, instance: i.key })}
                        />
                      </td>
                    ))}
                    <td className="px-2 whitespace-nowrap">
                      {result && (
                        <Result
                          result={result}
                          onJudge={() => setJudging(result)}
                          can={area.state === 'draft' && !draft.dirty ? area.can.judge : undefined}
                        />
                      )}
                    </td>
                    {area.otherId && (
                      <td className="px-2 whitespace-nowrap">
                        <OtherResult mine={result?.result} theirs={others[p.id]?.result} />
                      </td>
                    )}
                  </tr>
                );
              })}
            </Fragment>
          ))}
        </tbody>
      </table>
      {judging && <JudgeDialog area={area} practice={judging} onClose={() => setJudging(null)} />}
    </section>
  );
}

function CellButton({
  rating,
  percent,
  chosen,
  name,
  place,
  onOpen,
}: {
  rating: Rating | undefined;
  percent: boolean;
  chosen: boolean;
  name: string;
  place: string;
  onOpen: () => void;
}) {
  const { t } = useTranslation();
  const lack = lacks(rating, percent);
  const text = percent ? (rating?.points === undefined ? '' : `${percentText(rating.points)}%`) : (rating?.label ?? '');
  return (
    <button
      type="button"
      data-place={place}
      tabIndex={place === '0,0' ? 0 : -1}
      onClick={onOpen}
      aria-pressed={chosen}
      aria-label={[
        name,
        rating?.label ? t(`maturity:label.${rating.label}`) : text || t('maturity:grid.open'),
        lack && t(`maturity:lacks.${lack}`),
      ]
        .filter(Boolean)
        .join(' ')}
      className={cx(
        'num inline-flex min-h-control min-w-14 items-center justify-center gap-1 px-2 hover:bg-hover',
        chosen && 'bg-chosen outline-2 outline-accent',
        !text && 'text-ink-faint',
      )}
    >
      {text || '—'}
      {lack && (
        <span aria-hidden="true" className="text-bad">
          !
        </span>
      )}
    </button>
  );
}

function Result({
  result: p,
  onJudge,
  can,
}: {
  result: PracticeResult;
  onJudge: () => void;
  can: AreaDetail['can'][string] | undefined;
}) {
  const { t } = useTranslation();
  if (p.result === 'PENDING')
    return (
      <span className="inline-flex flex-wrap items-center gap-2">
        <StatusChip tone="warn">{t(p.outdated ? 'maturity:judge.outdated' : 'maturity:label.PENDING')}</StatusChip>
        {can && (
          <Button can={can} onPress={onJudge}>
            {t('maturity:judge.open')}
          </Button>
        )}
      </span>
    );
  return (
    <span>
      {p.fine ? t('maturity:fine', { rating: p.fine }) : t(`maturity:label.${p.result}`)}
      {p.judged && <span className="ml-1 text-note text-ink-soft">{t('maturity:judge.judged')}</span>}
    </span>
  );
}

function OtherResult({ mine, theirs }: { mine?: PracticeResult['result']; theirs?: PracticeResult['result'] }) {
  const { t } = useTranslation();
  if (!theirs || theirs === 'UNCHARACTERIZED') return <span className="text-ink-faint">—</span>;
  const word = t(`maturity:label.${theirs}`);
  return theirs === mine ? <span>{word}</span> : <StatusChip tone="warn">{word}</StatusChip>;
}
