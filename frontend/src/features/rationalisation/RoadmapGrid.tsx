import { useTranslation } from 'react-i18next';
import type { Renewal, Roadmap } from '@/api/rationalisation';
import { useFormat } from '@/i18n/format';
import { fiscalYearOf } from '@/lib/fiscal';
import { usePrefs } from '@/lib/prefs';
import { Link } from '@/ui/Link';
import { Section } from '@/ui/Page';

const marks = { renewal: '■', contract: '▽', lease: '▼', absorbed: '×' } as const;

/** Systems down, fiscal years across: when each is renewed, when its contract and its lease run out, when it is merged. */
export function RoadmapGrid({ items, map }: { items: readonly Renewal[]; map: Roadmap }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { yen } = usePrefs();
  const years = map.years.map((y) => y.fiscalYear);
  const first = years[0] ?? 0;
  const head = 'border-line-strong border-b px-2 py-1 font-normal text-note text-ink-soft whitespace-pre-line';
  const of = (x: Renewal, fy: number) =>
    (
      [
        ['renewal', x.renewalOn],
        ['contract', x.contractEndsOn],
        ['lease', x.leaseEndsOn],
        ['absorbed', x.absorbedOn],
      ] as const
    ).filter(([, on]) => on && fiscalYearOf(on) === fy);
  return (
    <Section title={t('rationalisation:roadmap.grid')}>
      <p className="flex flex-wrap gap-x-4 text-note text-ink-soft">
        {(Object.keys(marks) as (keyof typeof marks)[]).map((k) => (
          <span key={k}>
            {marks[k]} {t(`rationalisation:mark.${k}`)}
          </span>
        ))}
        <span>{t('rationalisation:roadmap.amountsIn', { unit: t(`common:yenUnit.${yen}`) })}</span>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="print-wide overflow-x-auto" aria-label={t('rationalisation:roadmap.grid')} tabIndex={0}>
        <table className="w-full border-separate border-spacing-0">
          <thead>
            <tr>
              <th scope="col" className={`${head} sticky left-0 min-w-44 bg-desk text-left`}>
                {t('rationalisation:field.name')}
              </th>
              <th scope="col" className={`${head} text-left`}>
                {t('rationalisation:roadmap.before')}
              </th>
              {years.map((fy) => (
                <th key={fy} scope="col" className={`${head} text-left`}>
                  {f.fiscalYearTick(fy)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((x) => (
              <tr key={x.id}>
                <th
                  scope="row"
                  className="sticky left-0 max-w-56 truncate border-line border-b bg-desk px-2 py-1.5 text-left font-normal"
                >
                  <Link to="/systems/$id" params={{ id: x.id }} search={{ tab: 'rationalisation' }}>
                    {f.name(x)}
                  </Link>
                </th>
                <td className="whitespace-nowrap border-line border-b px-2 py-1.5 text-bad">
                  {x.renewalOn && fiscalYearOf(x.renewalOn) < first
                    ? `${marks.renewal} ${f.dayShort(x.renewalOn)}`
                    : ''}
                </td>
                {years.map((fy) => (
                  <td key={fy} className="border-line border-b border-l px-2 py-1.5">
                    {of(x, fy).map(([kind, on]) => (
                      <span
                        key={kind}
                        className={
                          kind === 'renewal'
                            ? 'mr-1 block whitespace-nowrap font-bold'
                            : 'mr-1 inline-block whitespace-nowrap text-ink-soft text-note'
                        }
                        title={`${t(`rationalisation:mark.${kind}`)} ${f.day(on)}`}
                      >
                        <span aria-hidden="true">{marks[kind]}</span>
                        <span className="sr-only">
                          {t(`rationalisation:mark.${kind}`)} {f.day(on)}
                        </span>
                        {kind === 'renewal' && ` ${x.amount === null ? t('rationalisation:unknown') : f.yen(x.amount)}`}
                      </span>
                    ))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Section>
  );
}
