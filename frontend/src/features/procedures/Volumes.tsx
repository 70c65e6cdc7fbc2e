import { useTranslation } from 'react-i18next';
import type { Procedure } from '@/api/procedures';
import { useFormat } from '@/i18n/format';
import { Section } from '@/ui/Page';

const channels = ['online', 'post', 'counter', 'other'] as const;

/** The volumes by year and channel. What nobody counted says so and is not 0. */
export function Volumes({ procedure: p }: { procedure: Procedure }) {
  const { t } = useTranslation();
  const f = useFormat();
  const years = (p.volumes ?? []).toReversed();
  const cell = (n: number | undefined | null) =>
    n === undefined || n === null ? <span className="text-unknown">{t('procedures:level.unknown')}</span> : f.number(n);
  const note = p.onlineRate === null ? undefined : t('procedures:onlineRate', { rate: f.percent(p.onlineRate, 1) });
  return (
    <Section title={t('procedures:section.volume')} note={note}>
      {years.length === 0 ? (
        <p className="text-ink-soft">{t('procedures:noVolumes')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className="overflow-x-auto" aria-label={t('procedures:section.volume')} tabIndex={0}>
          <table className="min-w-lg">
            <thead>
              <tr className="border-line-strong border-b text-ink-soft text-note">
                <th scope="col" className="py-1 text-left font-normal">
                  {t('procedures:field.volumes_fiscalYear')}
                </th>
                {channels.map((c) => (
                  <th key={c} scope="col" className="num py-1 pl-6 font-normal">
                    {t(`procedures:field.volumes_${c}`)}
                  </th>
                ))}
                <th scope="col" className="num py-1 pl-6 font-normal">
                  {t('procedures:field.volumes_total')}
                </th>
              </tr>
            </thead>
            <tbody>
              {years.map((v) => (
                <tr key={v.fiscalYear} className="h-9 border-line border-b">
                  <th scope="row" className="whitespace-nowrap text-left font-normal">
                    {f.fiscalYear(v.fiscalYear)}
                  </th>
                  {channels.map((c) => (
                    <td key={c} className="num pl-6">
                      {cell(v[c])}
                    </td>
                  ))}
                  <td className="num pl-6 font-bold">{cell(v.counted)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Section>
  );
}
