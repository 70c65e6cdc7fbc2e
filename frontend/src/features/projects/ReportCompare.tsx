import { useTranslation } from 'react-i18next';
import type { Report } from '@/api/projects';
import { useFormat } from '@/i18n/format';
import { cx } from '@/lib/cx';
import { RatingChip } from './Chips';
import { dimensions } from './fields';
import { trend } from './model';

const arrows = { better: '↗', worse: '↘', same: '→', first: '' };

/** A report beside the one before it: each rating with the way it went, in words as well as by the arrow. */
export function ReportCompare({ report, previous }: { report: Report; previous?: Report }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="overflow-x-auto" aria-label={t('reports:compare')} tabIndex={0}>
      <table className="w-full max-w-3xl border-collapse">
        <caption className="sr-only">{t('reports:compare')}</caption>
        <thead>
          <tr className="border-line-strong border-b text-left text-ink-soft text-note">
            <th scope="col" className="py-1 pr-3 font-normal">
              {t('reports:dimension')}
            </th>
            <th scope="col" className="py-1 pr-3 font-normal">
              {previous ? t('reports:before', { on: f.dayShort(previous.asOf) }) : t('reports:noBefore')}
            </th>
            <th scope="col" className="py-1 pr-3 font-normal">
              {t('reports:now', { on: f.dayShort(report.asOf) })}
            </th>
            <th scope="col" className="py-1 font-normal">
              {t('reports:change')}
            </th>
          </tr>
        </thead>
        <tbody>
          {dimensions.map((d) => {
            const way = trend(report[d], previous?.[d]);
            return (
              <tr key={d} className="h-row border-line border-b">
                <th scope="row" className={cx('pr-3 text-left', d === 'overall' ? 'font-bold' : 'font-normal')}>
                  {t(`reports:field.${d}`)}
                </th>
                <td className="pr-3">
                  {previous ? <RatingChip rating={previous[d]} /> : <span className="text-ink-faint">—</span>}
                </td>
                <td className="pr-3">
                  <RatingChip rating={report[d]} />
                </td>
                <td
                  className={cx(
                    'whitespace-nowrap',
                    way === 'same' || way === 'first' ? 'text-ink-faint' : 'font-bold',
                  )}
                >
                  <span aria-hidden="true">{arrows[way]} </span>
                  {t(`reports:way.${way}`)}
                </td>
              </tr>
            );
          })}
          <tr className="h-row border-line border-b">
            <th scope="row" className="pr-3 text-left font-normal">
              {t('reports:field.progress')}
            </th>
            <td className="pr-3">{progress(f.percent, previous?.progress)}</td>
            <td className="pr-3">{progress(f.percent, report.progress)}</td>
            <td className="text-ink-soft">
              {report.progress !== undefined &&
                previous?.progress !== undefined &&
                t('reports:points', { points: report.progress - previous.progress })}
            </td>
          </tr>
        </tbody>
      </table>
    </section>
  );
}

const progress = (percent: (n: number) => string, n: number | undefined) => (n === undefined ? '—' : percent(n));
