import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { snapshotOptions } from '@/api/procedures';
import { useFormat } from '@/i18n/format';
import { PageHead, Section } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { Share } from './Chips';
import { classes } from './model';

const head = 'num py-1 pl-4 font-normal whitespace-nowrap';

/** One count: what it counted, and what came out, for the city and its bureaus. */
export function SnapshotPage({ id }: { id: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { data: s, error, refetch } = useQuery(snapshotOptions(id));
  if (error && !s) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!s) return <SkeletonPage />;
  const columns = (['current', 'potential'] as const).flatMap((v) => classes.map((c) => ({ v, c })));
  const rows = [
    ...s.sections.map((o) => ({ key: o.organisationId, name: f.name(o), counts: o })),
    { key: 'total', name: t('procedures:plan.sum'), counts: s },
  ];
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={s.name}
        answer={
          <span className="flex flex-wrap gap-x-4">
            <span>{f.day(s.takenOn)}</span>
            <span>{t('procedures:snapshot.counted', { total: f.number(s.total) })}</span>
            <span>
              {t('procedures:snapshot.currentByCount')} <Share of={s.currentByCount} strong />
            </span>
            <span>
              {t('procedures:snapshot.potentialByCount')} <Share of={s.potentialByCount} strong />
            </span>
            <span>
              {t('procedures:snapshot.currentByVolume')} <Share of={s.currentByVolume} strong />
            </span>
          </span>
        }
      />
      <Section
        title={t('procedures:snapshot.definition')}
        note={t('procedures:snapshot.ofEdition', { edition: s.edition })}
      >
        <p className="max-w-prose">{f.pick(s.definition, s.definitionEn)}</p>
        {s.note && <p className="max-w-prose text-ink-soft">{s.note}</p>}
      </Section>
      <Section title={t('procedures:snapshot.counts')}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
        <section className="overflow-x-auto" aria-label={t('procedures:snapshot.counts')} tabIndex={0}>
          <table className="w-full min-w-4xl">
            <thead>
              <tr className="text-ink-soft text-note">
                <td />
                <td />
                {(['current', 'potential'] as const).map((v) => (
                  <th key={v} scope="colgroup" colSpan={classes.length} className="py-1 pl-4 text-left font-normal">
                    {t(`procedures:field.${v}Class`)}
                  </th>
                ))}
              </tr>
              <tr className="border-line-strong border-b text-ink-soft text-note">
                <th scope="col" className="py-1 text-left font-normal">
                  {t('procedures:plan.bureau')}
                </th>
                <th scope="col" className={head}>
                  {t('procedures:plan.total')}
                </th>
                {columns.map(({ v, c }) => (
                  <th key={v + c} scope="col" className={head}>
                    {t(`procedures:letter.${c}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((r) => (
                <tr key={r.key} className="h-9 border-line border-b last:font-bold">
                  <th scope="row" className="whitespace-nowrap text-left font-normal">
                    {r.name}
                  </th>
                  <td className="num pl-4">{f.number(r.counts.total)}</td>
                  {columns.map(({ v, c }) => (
                    <td key={v + c} className="num pl-4">
                      {f.number(r.counts[v][c]?.count ?? 0)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        {s.sections.length === 0 && <p className="text-note text-ink-soft">{t('procedures:snapshot.noSections')}</p>}
      </Section>
    </div>
  );
}
