import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Action, deleteKPI, type KPI } from '@/api/plans';
import { useFormat } from '@/i18n/format';
import { ReasonDialog } from '@/ui/act/ReasonDialog';
import { Button } from '@/ui/Button';
import { Lines } from '@/ui/chart/Lines';
import { Section } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { EmptyState } from '@/ui/states';
import { toast } from '@/ui/toast';
import { AddKpiDialog, MeasureDialog, TargetDialog } from './KpiDialogs';
import { kpiTone, kpiYears } from './model';

/** The KPIs of an action: every target that ever held, and the values that were measured. */
export function ActionKpis({ action }: { action: Action }) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const add = action.can.update?.allowed && <Button onPress={() => setAdding(true)}>{t('actions:addKpi')}</Button>;
  return (
    <div className="flex flex-col gap-8">
      {action.kpis.length === 0 && (
        <EmptyState title={t('actions:noKpis')} hint={t('actions:noKpisHint')} action={add} />
      )}
      {action.kpis.map((k) => (
        <KpiCard key={k.id} action={action} kpi={k} />
      ))}
      {action.kpis.length > 0 && add && <p>{add}</p>}
      {adding && <AddKpiDialog action={action} onClose={() => setAdding(false)} />}
    </div>
  );
}

function KpiCard({ action, kpi }: { action: Action; kpi: KPI }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [asks, setAsks] = useState<'measure' | 'target' | 'delete'>();
  const places = [kpi.baseline, kpi.target, ...kpi.series.map((p) => p.value)].some(
    (v) => v !== undefined && v !== null && v % 1 !== 0,
  )
    ? 1
    : 0;
  const say = (v: number | null | undefined) =>
    typeof v === 'number' ? `${f.number(v, places)}${kpi.unit ?? ''}` : '—';
  const years = kpiYears(kpi);
  const value = (year: number) =>
    kpi.series.find((p) => p.year === year)?.value ?? (year === kpi.baselineYear ? (kpi.baseline ?? null) : null);
  return (
    <Section
      title={f.name(kpi)}
      note={
        <span className="inline-flex flex-wrap items-baseline gap-x-4">
          <StatusChip tone={kpiTone[kpi.state] ?? 'unknown'}>{t(`actions:kpiState.${kpi.state}`)}</StatusChip>
          <span>
            {t('actions:rate', { rate: kpi.rate === null ? '—' : f.percent(kpi.rate, 1) })}
            {kpi.targets.length > 1 &&
              ` · ${t('actions:firstRate', { rate: kpi.firstRate === null ? '—' : f.percent(kpi.firstRate, 1) })}`}
          </span>
          {kpi.missing && <span className="text-bad text-note">{t('actions:valueMissing')}</span>}
        </span>
      }
      actions={
        <span className="flex gap-2">
          {action.can.measure?.allowed && <Button onPress={() => setAsks('measure')}>{t('actions:measure')}</Button>}
          {action.can.update?.allowed && (
            <Button variant="quiet" onPress={() => setAsks('target')}>
              {t('actions:revise')}
            </Button>
          )}
          {action.can.delete?.allowed && (
            <Button variant="quiet" onPress={() => setAsks('delete')}>
              {t('common:delete')}
            </Button>
          )}
        </span>
      }
    >
      <Lines
        id="kpi"
        title={t('actions:chart', { name: f.name(kpi) })}
        description={t('actions:formula')}
        head={t('plans:year')}
        categories={years.map((y) => ({ key: String(y), label: f.fiscalYear(y), tick: f.fiscalYearTick(y) }))}
        series={[{ key: 'actual', label: t('actions:actual'), data: years.map((y) => ({ value: value(y) })) }]}
        measure={{ kind: 'number', unit: kpi.unit || undefined, places }}
        reference={
          typeof kpi.target === 'number' ? { label: t('actions:targetInForce'), value: kpi.target } : undefined
        }
      />
      <section
        className="overflow-x-auto"
        aria-label={t('actions:targets')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <table className="w-full max-w-4xl">
          <caption className="text-left text-ink-soft text-note">{t('actions:targets')}</caption>
          <thead>
            <tr className="border-line-strong border-b text-left text-ink-soft text-note">
              {(['version', 'setOn', 'target', 'targetYear', 'by', 'reason'] as const).map((k) => (
                <th key={k} scope="col" className="px-2 py-1 font-normal first:pl-0">
                  {t(`actions:targetHead.${k}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {kpi.targets.map((x, i) => (
              <tr key={`${x.setOn} ${x.value} ${x.year}`} className="border-line border-b">
                <th scope="row" className="py-1 text-left font-normal">
                  {i + 1}
                  {i === kpi.targets.length - 1 && ` (${t('actions:inForce')})`}
                </th>
                <td className="px-2">{f.dayShort(x.setOn)}</td>
                <td className="px-2">{say(x.value)}</td>
                <td className="px-2">{f.fiscalYear(x.year)}</td>
                <td className="px-2">{x.name || '—'}</td>
                <td className="px-2">{x.reason || t('actions:firstTarget')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {asks === 'measure' && <MeasureDialog kpi={kpi} onClose={() => setAsks(undefined)} />}
      {asks === 'target' && <TargetDialog kpi={kpi} onClose={() => setAsks(undefined)} />}
      {asks === 'delete' && (
        <ReasonDialog
          title={t('actions:kpiDeleteTitle', { name: f.name(kpi) })}
          effect={t('actions:kpiDeleteText')}
          verb={t('common:delete')}
          danger
          send={(reason) => deleteKPI(kpi, reason)}
          onDone={() => toast(t('actions:kpiDeleted', { name: f.name(kpi) }))}
          onClose={() => setAsks(undefined)}
        />
      )}
    </Section>
  );
}
