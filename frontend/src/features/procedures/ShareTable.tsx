import { useTranslation } from 'react-i18next';
import type { Summary, View } from '@/api/procedures';
import { useFormat } from '@/i18n/format';
import type { Figure } from '@/lib/figure';
import { HrefLink } from '@/ui/HrefLink';
import { Section } from '@/ui/Page';
import { Share } from './Chips';

/** How a link to rows looks. */
export const linked = 'text-accent underline underline-offset-3';

/** A number that leads to its rows; what nobody knows says so. */
export function Rows({ figure, name }: { figure: Figure; name: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  if (figure.value === null) return <span className="text-unknown">{t('procedures:level.unknown')}</span>;
  if (figure.value === 0) return <span className="text-ink-faint">0</span>;
  return (
    <HrefLink href={figure.rows} className={linked} aria-label={`${name} ${f.number(figure.value)}`}>
      {f.number(figure.value)}
    </HrefLink>
  );
}

const head = 'num py-1 pl-4 font-normal whitespace-nowrap';

/** Classes, current against potential, by count and by volume, with the interval of the unknown. */
export function ShareTable({ summary: s }: { summary: Summary }) {
  const { t } = useTranslation();
  const f = useFormat();
  const lines: { key: string; view: View; by: 'count' | 'volume' }[] = [
    { key: 'nowCount', view: s.current, by: 'count' },
    { key: 'goalCount', view: s.potential, by: 'count' },
    { key: 'nowVolume', view: s.current, by: 'volume' },
    { key: 'goalVolume', view: s.potential, by: 'volume' },
  ];
  return (
    <Section title={t('procedures:shares.title')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="overflow-x-auto" aria-label={t('procedures:shares.title')} tabIndex={0}>
        <table className="w-full min-w-3xl">
          <thead>
            <tr className="border-line-strong border-b text-ink-soft text-note">
              <td />
              {s.current.classes.map((c) => (
                <th key={c.class} scope="col" className={head}>
                  {t(`procedures:class.${c.class}`)}
                </th>
              ))}
              <th scope="col" className={head}>
                {t('procedures:shares.free')}
              </th>
              <th scope="col" className={head}>
                {t('procedures:shares.share')}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ key, view, by }) => (
              <tr key={key} className="h-9 border-line border-b">
                <th scope="row" className="whitespace-nowrap text-left font-normal">
                  {t(`procedures:shares.${key}`)}
                </th>
                {view.classes.map((c) => (
                  <td key={c.class} className="num pl-4">
                    <Rows
                      figure={c[by]}
                      name={`${t(`procedures:shares.${key}`)} ${t(`procedures:class.${c.class}`)}`}
                    />
                  </td>
                ))}
                <td className="num pl-4">
                  <Rows
                    figure={by === 'count' ? view.free : view.freeVolume}
                    name={`${t(`procedures:shares.${key}`)} ${t('procedures:shares.free')}`}
                  />
                </td>
                <td className="num pl-4">
                  <Share of={by === 'count' ? view.byCount : view.byVolume} strong />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="max-w-prose text-note text-ink-soft">
        {t('procedures:shares.note', {
          unmeasured: f.number(s.unmeasured.value ?? 0),
          atMost: f.number(s.unknownVolumeAtMost),
        })}{' '}
        {(s.unmeasured.value ?? 0) > 0 && (
          <HrefLink href={s.unmeasured.rows} className={linked}>
            {t('procedures:shares.unmeasured')}
          </HrefLink>
        )}
      </p>
    </Section>
  );
}
