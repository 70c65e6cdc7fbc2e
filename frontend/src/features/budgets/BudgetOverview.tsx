import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { budgetOptions, type BudgetOverview as Overview } from '@/api/budgets';
import { type Format, useFormat } from '@/i18n/format';
import { figureLink } from '@/lib/figure';
import { usePrefs } from '@/lib/prefs';
import { phone, useMedia } from '@/lib/useMedia';
import { yenUnitFor } from '@/lib/yen';
import { Select } from '@/ui/Choice';
import { ComboBox } from '@/ui/ComboBox';
import { FigureTile } from '@/ui/FigureTile';
import { PageHead, Section } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { BudgetNav } from './BudgetNav';
import { DeviationTable } from './DeviationTable';
import { type BudgetMeasure, fate, headline, measures, off, rate } from './model';
import { RiseTable } from './RiseTable';
import { WaterfallPart } from './WaterfallPart';
import { YearsChart } from './YearsChart';

export interface OverviewSearch {
  measure?: BudgetMeasure;
  from?: number;
  to?: number;
  year?: number;
  sectionId?: string;
  sectionName?: string;
}

export interface BudgetOverviewProps {
  search: OverviewSearch;
  onSearch: (patch: Partial<OverviewSearch>) => void;
}

/** Is the rise only for a time, and does it come back? */
export function BudgetOverview({ search, onSearch }: BudgetOverviewProps) {
  const { t } = useTranslation();
  const f = useFormat();
  const { data: o, error, refetch } = useQuery(budgetOptions({ sectionId: search.sectionId }));
  if (error && !o) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!o) return <SkeletonPage />;
  const measure = search.measure ?? 'planned';
  return (
    <div className="flex flex-col gap-8">
      <div className="flex flex-col gap-4">
        <PageHead title={t('budgets:title')} answer={<Answer overview={o} />} />
        <BudgetNav />
      </div>
      <Tiles overview={o} />
      <section className="flex flex-col gap-3" aria-label={t('budgets:question')}>
        <div className="no-print flex flex-wrap items-end gap-4">
          <Select
            label={t('budgets:measure.label')}
            value={measure}
            onChange={(v) => onSearch({ measure: v === 'planned' ? undefined : (v as BudgetMeasure) })}
            options={measures.map((m) => ({ value: m, label: t(`budgets:measure.${m}`) }))}
          />
          <ComboBox
            label={t('budgets:field.sectionId')}
            noun="organisations"
            value={search.sectionId ?? ''}
            valueLabel={search.sectionName}
            onChange={(id, choice) => onSearch({ sectionId: id || undefined, sectionName: choice && f.name(choice) })}
          />
        </div>
        <YearsChart overview={o} measure={measure} />
      </section>
      <Section title={t('budgets:rises.title')}>
        <RiseTable overview={o} />
      </Section>
      <WaterfallPart overview={o} search={search} onSearch={onSearch} />
      <DeviationTable overview={o} search={search} onSearch={onSearch} />
    </div>
  );
}

/** The answer in words: the newest rise that was only for a time, and whether the level came back. */
function Answer({ overview: o }: { overview: Overview }) {
  const { t } = useTranslation();
  const f = useFormat();
  const r = headline(o);
  if (!r) return <p>{t('budgets:answer.none')}</p>;
  const end = r.endsIn ?? r.fiscalYear;
  const { key } = fate(r, o.currentYear);
  const money = (yen: number) => {
    const unit = yenUnitFor(yen);
    return t(`common:yen.${unit}`, { amount: f.yen(yen, unit) });
  };
  // A share above 100 % is true, and says little: renewals rose by more than everything together.
  const all = r.shareHundredths > 100_00;
  const values = { next: f.fiscalYear(end + 1), off: off(r.returnHundredths ?? 0) };
  return (
    <p className="measure">
      {t(all ? 'budgets:answer.temporaryAll' : 'budgets:answer.temporary', {
        year: f.fiscalYear(r.fiscalYear),
        share: rate(r.shareHundredths, 0),
        end: f.fiscalYear(end),
        renewal: money(r.renewalIncrease),
        increase: money(r.increase),
        others: money(r.renewalIncrease - r.increase),
      })}
      {t('common:listSeparator')}
      {t(`budgets:answer.${key === 'lasting' ? 'open' : key}`, values)}
    </p>
  );
}

function Tiles({ overview: o }: { overview: Overview }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { yen: chosen } = usePrefs();
  const narrow = useMedia(phone);
  // Eight digits do not fit beside each other on a phone: there the smaller units give way to the million.
  const yen = narrow && (chosen === 'yen' || chosen === 'thousand') ? 'million' : chosen;
  const y = o.years.find((x) => x.fiscalYear === o.currentYear);
  if (!y) return null;
  const sum = (key: 'initial' | 'revised' | 'spent') => (y.recurring[key].value ?? 0) + (y.oneOff[key].value ?? 0);
  const all = { to: '/budgets/lines', search: { fiscalYear: String(o.currentYear) } } as const;
  const year = f.fiscalYear(o.currentYear);
  const unit = t(`common:yenUnit.${yen}`);
  const acts = [
    { key: 'unreturned', figure: o.unreturned, tone: 'bad' },
    { key: 'contractEnd', figure: o.contractEnd, tone: 'warn' },
    { key: 'unknown', figure: o.unknown, tone: 'unknown' },
  ] as const;
  return (
    <div className="flex flex-wrap gap-2">
      <FigureTile
        label={t('budgets:tile.planned', { year })}
        figure={f.yen(sum('initial'), yen)}
        unit={unit}
        link={all}
      />
      <FigureTile
        label={`${t('budgets:tile.spent', { year })} · ${spentNote(t, f, sum('spent'), sum('revised'), o)}`}
        figure={f.yen(sum('spent'), yen)}
        unit={unit}
        link={all}
      />
      {acts.map((a) => (
        <FigureTile
          key={a.key}
          label={t(`budgets:tile.${a.key}`)}
          figure={a.figure.value === null ? '—' : f.number(a.figure.value)}
          unit={t('budgets:tile.unit')}
          tone={a.figure.value ? a.tone : 'good'}
          link={figureLink(a.figure.rows)}
        />
      ))}
    </div>
  );
}

const spentNote = (t: TFunction, f: Format, spent: number, revised: number, o: Overview) =>
  t('budgets:tile.spentNote', {
    rate: revised > 0 ? f.percent((spent / revised) * 100, 1) : '—',
    elapsed: f.percent((o.elapsed / o.days) * 100, 0),
  });
