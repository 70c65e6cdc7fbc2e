import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Dataset, datasetSettingsOptions } from '@/api/datasets';
import { useFormat } from '@/i18n/format';
import { Button } from '@/ui/Button';
import { Section } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { MeasureDialog } from './MeasureDialog';
import { checks, partOf, parts, percentOf, pointsOf } from './model';

/** How the score comes about, part by part, and what would raise it. */
export function QualityPart({ dataset: d }: { dataset: Dataset }) {
  const { t } = useTranslation();
  const f = useFormat();
  const weights = useQuery(datasetSettingsOptions()).data?.quality.weights;
  const [measuring, setMeasuring] = useState(false);
  const failed = d.last ? checks.filter((c) => !d.last?.checks[c]) : [];
  return (
    <Section
      title={t('datasets:quality.title')}
      note={d.score === null ? t('datasets:band.unknown') : t('datasets:points', { n: f.number(d.score, 2) })}
      actions={
        <Button can={d.can.measure} onPress={() => setMeasuring(true)}>
          {t('datasets:quality.measure')}
        </Button>
      }
    >
      <p className="max-w-prose text-ink-soft">
        {d.last
          ? t('datasets:quality.last', {
              on: f.day(d.last.measuredOn),
              name: d.last.fileName,
              rows: f.number(d.last.rowCount),
            })
          : t('datasets:quality.never')}
      </p>
      {d.sample === 'redefined' && (
        <p className="max-w-prose border-line border-l-4 pl-3">
          <StatusChip tone="warn">{t('datasets:quality.redefined')}</StatusChip>
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="overflow-x-auto" aria-label={t('datasets:quality.title')} tabIndex={0}>
        <table className="w-full max-w-4xl">
          <thead>
            <tr className="border-line-strong border-b text-ink-soft text-note">
              <th scope="col" className="py-1 text-left font-normal">
                {t('datasets:quality.part')}
              </th>
              <th scope="col" className="num py-1 pl-2 font-normal sm:pl-4">
                {t('datasets:quality.value')}
              </th>
              <th scope="col" className="num py-1 pl-2 font-normal sm:pl-4">
                {t('datasets:quality.points')}
              </th>
              <th scope="col" className="py-1 pl-6 text-left font-normal max-sm:hidden">
                {t('datasets:quality.meaning')}
              </th>
            </tr>
          </thead>
          <tbody>
            {parts.map((p) => {
              const n = partOf(d, p);
              const weight = weights?.[p];
              return (
                <tr key={p} className="h-9 border-line border-b">
                  <th scope="row" className="text-left font-normal sm:whitespace-nowrap">
                    {t(`datasets:part.${p}`)}
                  </th>
                  <td className="num whitespace-nowrap pl-2 sm:pl-4">
                    {n === null ? (
                      <StatusChip tone="unknown">{t('datasets:unmeasured')}</StatusChip>
                    ) : (
                      f.percent(percentOf(n), 1)
                    )}
                  </td>
                  <td className="num whitespace-nowrap pl-2 sm:pl-4">
                    {n === null || weight === undefined ? '—' : f.number(pointsOf(n, weight), 1)}
                    {weight !== undefined && <span className="text-ink-soft"> / {weight}</span>}
                  </td>
                  <td className="pl-6 text-ink-soft max-sm:hidden">{t(`datasets:partHelp.${p}`)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      {failed.length > 0 && (
        <ul className="max-w-prose">
          {failed.map((c) => (
            <li key={c}>
              <StatusChip tone="warn">{t(`datasets:check.${c}`)}</StatusChip>
            </li>
          ))}
        </ul>
      )}
      {measuring && <MeasureDialog dataset={d} onClose={() => setMeasuring(false)} />}
    </Section>
  );
}
