import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Criteria, EvaluationSet, Pilot, Share, WardResult } from '@/api/pilots';
import { useFormat } from '@/i18n/format';
import type { Figure } from '@/lib/figure';
import { Select } from '@/ui/Choice';
import { Intervals } from '@/ui/chart/Intervals';
import { HrefLink } from '@/ui/HrefLink';
import { Section } from '@/ui/Page';
import { duration } from './model';

type Metric = Criteria['metric'];

const shareOf = (r: Pick<EvaluationSet, 'top1' | 'top3'>, metric: Metric): Share => r[metric];
const whisker = (key: string, label: string, r: EvaluationSet | WardResult, metric: Metric) => {
  const { correct, n, percent, low, high } = shareOf(r, metric);
  return { key, label, counted: `${correct}/${n}`, value: percent, low, high, href: r.cases.rows };
};

/** What the cases showed: by version of the evaluation set, and by ward on one version. Versions are never joined. */
export function Results({ pilot: p }: { pilot: Pilot }) {
  const { t } = useTranslation();
  const f = useFormat();
  const criteria = p.criteria[0];
  const [metric, setMetric] = useState<Metric>(criteria?.metric ?? 'top1');
  const [setNo, setSetNo] = useState(p.setNo);
  const target = criteria && criteria.metric === metric ? criteria.targetPercent : undefined;
  const wards = p.wardResults.filter((w) => w.setNo === setNo);
  const edition = p.sets.find((s) => s.no === setNo)?.edition ?? '';
  if (p.sets.length === 0) return null;
  return (
    <Section title={t('pilots:results.title')}>
      <div className="no-print flex flex-wrap gap-x-8 gap-y-2">
        <Select
          label={t('pilots:field.metric')}
          options={(['top1', 'top3'] as const).map((m) => ({ value: m, label: t(`pilots:metric.${m}`) }))}
          value={metric}
          onChange={(v) => setMetric(v as Metric)}
        />
        {p.sets.length > 1 && (
          <Select
            label={t('pilots:results.setOfWards')}
            options={p.sets.map((s) => ({ value: String(s.no), label: s.edition }))}
            value={String(setNo)}
            onChange={(v) => setSetNo(Number(v))}
          />
        )}
      </div>
      <div className="grid gap-x-8 gap-y-6 xl:grid-cols-2">
        <Intervals
          id="pilots.sets"
          title={t('pilots:results.bySet')}
          description={t('pilots:results.bySetText')}
          head={t('pilots:results.set')}
          target={target}
          rows={p.sets.map((s) =>
            whisker(s.id, s.current ? t('pilots:results.current', { edition: s.edition }) : s.edition, s, metric),
          )}
          note={t('pilots:results.never')}
        />
        <Intervals
          id="pilots.wards"
          title={t('pilots:results.byWard', { edition })}
          head={t('pilots:results.ward')}
          target={target}
          rows={wards.map((w) => whisker(w.wardId, f.pick(w.wardName, w.wardNameEn), w, metric))}
          note={t('pilots:results.wilson')}
        />
      </div>
      <SetTable pilot={p} />
    </Section>
  );
}

const head = 'num py-1 pl-6 font-normal';

/** The figures behind the drawing, each opening onto its cases. */
function SetTable({ pilot: p }: { pilot: Pilot }) {
  const { t } = useTranslation();
  const f = useFormat();
  const figure = (x: Figure, name: string, bad = false) =>
    x.value ? (
      <HrefLink
        href={x.rows}
        aria-label={`${name} ${f.number(x.value)}`}
        className={`underline underline-offset-3 ${bad ? 'text-bad' : 'text-accent'}`}
      >
        {bad && '■ '}
        {f.number(x.value)}
      </HrefLink>
    ) : (
      <span className="text-ink-faint">0</span>
    );
  const columns = ['cases', 'first', 'three', 'wrong', 'unchecked', 'corrected', 'voided'] as const;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="overflow-x-auto" aria-label={t('pilots:results.table')} tabIndex={0}>
      <table className="w-full min-w-2xl">
        <thead>
          <tr className="border-line-strong border-b text-ink-soft text-note">
            <th scope="col" className="py-1 text-left font-normal">
              {t('pilots:results.set')}
            </th>
            {columns.map((c) => (
              <th key={c} scope="col" className={head}>
                {t(`pilots:results.${c}`)}
              </th>
            ))}
            <th scope="col" className={head}>
              {t('pilots:results.saved')}
            </th>
          </tr>
        </thead>
        <tbody>
          {p.sets.map((s) => (
            <tr key={s.id} className="h-9 border-line border-b">
              <th scope="row" className="py-1 text-left font-normal">
                {s.current ? t('pilots:results.current', { edition: s.edition }) : s.edition}
                <span className="ml-2 text-note text-ink-soft">
                  {t('pilots:results.since', { on: f.day(s.since) })}
                </span>
                <span className="block max-w-prose text-note text-ink-soft">{s.what}</span>
              </th>
              {columns.map((c) => (
                <td key={c} className="num pl-6">
                  {figure(s[c], `${s.edition} ${t(`pilots:results.${c}`)}`, c === 'unchecked')}
                </td>
              ))}
              <td className="num whitespace-nowrap pl-6">
                <Saved seconds={s.seconds} />
                {s.seconds !== null && (
                  <span className="block text-note text-ink-soft">
                    {t('pilots:results.timed', { n: f.number(s.timed.value ?? 0) })}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Time saved a case; what took longer says so, and what nobody measured is unknown. */
export function Saved({ seconds }: { seconds: number | null }) {
  const { t } = useTranslation();
  const f = useFormat();
  if (seconds === null) return <span className="text-unknown">{t('common:chart.unknown')}</span>;
  const { key, n } = duration(seconds);
  const time = t(`pilots:duration.${key}`, { n: f.number(n, key === 'minutes' ? 1 : 0) });
  return seconds < 0 ? <span className="text-bad">■ {t('pilots:longer', { time })}</span> : time;
}
