import { useTranslation } from 'react-i18next';
import type { Action } from '@/api/plans';
import { useFormat } from '@/i18n/format';
import { today } from '@/lib/dates';
import { Mark, type Tone } from '@/ui/StatusChip';
import { quarterGrid } from './model';

const tones: Record<string, Tone> = { done: 'good', late: 'bad', open: 'unknown' };

/** The milestones by quarter, a row a fiscal year: what was planned, whether it was reached. */
export function MilestoneGrid({ action }: { action: Action }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <section
      className="overflow-x-auto"
      aria-label={t('actions:grid')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <table className="w-full max-w-5xl table-fixed max-sm:min-w-[40rem]">
        <caption className="sr-only">{t('actions:grid')}</caption>
        <thead>
          <tr className="border-line-strong border-b text-left text-ink-soft text-note">
            <th scope="col" className="w-40 py-1 font-normal max-sm:w-24">
              {t('plans:year')}
            </th>
            {[1, 2, 3, 4].map((n) => (
              <th key={n} scope="col" className="px-2 py-1 font-normal">
                {t('plans:quarterShort', { n })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {quarterGrid(action, today()).map((row) => (
            <tr key={row.year} className="border-line border-b align-top">
              <th scope="row" className="py-2 text-left font-normal">
                {f.fiscalYear(row.year)}
              </th>
              {row.cells.map((c) => (
                <td key={c.quarter} className="px-2 py-2">
                  {c.state === 'none' ? (
                    <span className="text-ink-faint">—</span>
                  ) : (
                    <span className="flex flex-col">
                      <span>{c.text}</span>
                      <span className="inline-flex items-center gap-1 text-ink-soft text-note">
                        <Mark tone={tones[c.state] ?? 'unknown'} />
                        {t(`actions:milestone.${c.state}`)} {c.doneOn && f.dayShort(c.doneOn)}
                      </span>
                    </span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
