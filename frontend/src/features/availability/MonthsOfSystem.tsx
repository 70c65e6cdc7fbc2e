import { useTranslation } from 'react-i18next';
import type { Cell } from '@/api/availability';
import { useFormat } from '@/i18n/format';
import { cx } from '@/lib/cx';
import { Section } from '@/ui/Page';
import { Mark } from '@/ui/StatusChip';
import { cellTone, minutesText, monthText, percentText, targetText } from './model';

/** The twelve months of a system; a month opens its days. */
export function MonthsOfSystem({
  cells,
  chosen,
  onChoose,
}: {
  cells: Cell[];
  chosen?: string;
  onChoose: (month: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const f = useFormat();
  const head = 'border-line border-b px-2 py-1 font-normal text-ink-soft text-note';
  return (
    <Section id="months" title={t('availability:months')} note={t('availability:monthsHint')}>
      <section
        className="overflow-x-auto"
        aria-label={t('availability:months')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <table className="w-full max-w-3xl border-collapse">
          <thead>
            <tr>
              <th scope="col" className={cx(head, 'text-left')}>
                {t('availability:month')}
              </th>
              <th scope="col" className={cx(head, 'text-right')}>
                {t('availability:tile.percent')} (%)
              </th>
              <th scope="col" className={cx(head, 'text-right')}>
                {t('availability:target')}
              </th>
              <th scope="col" className={cx(head, 'text-right')}>
                {t('availability:downtimeMinutes')}
              </th>
              <th scope="col" className={cx(head, 'text-right')}>
                {t('availability:stops')}
              </th>
            </tr>
          </thead>
          <tbody>
            {cells
              .filter((c) => c.state !== 'future')
              .map((c) => {
                const tone = cellTone(c);
                return (
                  <tr key={c.month} className={cx(c.missed && 'bg-bad-soft', chosen === c.month && 'bg-chosen')}>
                    <th scope="row" className="border-line border-b px-2 text-left font-normal">
                      <button
                        type="button"
                        aria-expanded={chosen === c.month}
                        onClick={() => onChoose(chosen === c.month ? undefined : c.month)}
                        className="print-keep min-h-row whitespace-nowrap text-accent underline underline-offset-3"
                      >
                        {monthText(f, c.month)}
                      </button>
                    </th>
                    <td className="border-line border-b px-2 text-right">
                      <span className="inline-flex items-center gap-1">
                        {tone && <Mark tone={tone} />}
                        <span className="num">
                          {percentText(f, c.percent, 3) ?? t(`availability:state.${c.state}`)}
                        </span>
                        {c.missed && <span className="text-bad text-note">{t('availability:missed')}</span>}
                      </span>
                    </td>
                    <td className="num border-line border-b px-2 text-right">
                      {c.target === null ? '—' : targetText(f, c.target)}
                    </td>
                    <td className="num border-line border-b px-2 text-right">
                      {c.percent === null ? '—' : minutesText(f, c.downtimeMs)}
                      {c.downtimeAllMs !== c.downtimeMs && (
                        <span className="block text-ink-soft text-note">
                          {t('availability:withDisasters', { minutes: minutesText(f, c.downtimeAllMs) })}
                        </span>
                      )}
                    </td>
                    <td className="num border-line border-b px-2 text-right">{f.number(c.clusters)}</td>
                  </tr>
                );
              })}
          </tbody>
        </table>
      </section>
    </Section>
  );
}
