import { useTranslation } from 'react-i18next';
import type { Milestone } from '@/api/projects';
import { useFormat } from '@/i18n/format';
import { Mark } from '@/ui/StatusChip';
import { SlipText } from './Chips';
import { MilestoneMenu } from './MilestoneMenu';
import { earlierBaselines } from './model';

const heads = ['baselineOn', 'currentOn', 'forecastOn', 'actualOn'] as const;

/** Every milestone with all its days. */
export function MilestoneTable({ milestones }: { milestones: Milestone[] }) {
  const { t } = useTranslation();
  const f = useFormat();
  const th = 'py-1 pr-4 font-normal whitespace-nowrap';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="overflow-x-auto" aria-label={t('milestones:title')} tabIndex={0}>
      <table className="w-full border-collapse">
        <caption className="sr-only">{t('milestones:title')}</caption>
        <thead>
          <tr className="border-line-strong border-b text-left text-ink-soft text-note">
            <th scope="col" className={th}>
              {t('milestones:field.name')}
            </th>
            {heads.map((h) => (
              <th key={h} scope="col" className={th}>
                {t(`milestones:head.${h}`)}
              </th>
            ))}
            <th scope="col" className={`${th} text-right`}>
              {t('common:chart.withUnit', { label: t('milestones:slip'), unit: t('projects:unit.day') })}
            </th>
            <th scope="col" className={`${th} text-right`}>
              {t('common:chart.withUnit', { label: t('milestones:forecastSlip'), unit: t('projects:unit.day') })}
            </th>
            <th scope="col" className="w-px">
              <span className="sr-only">{t('milestones:actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {milestones.map((m) => (
            <tr key={m.id} className="border-line border-b align-top hover:bg-hover [&>*]:py-2">
              <th scope="row" className="min-w-48 pr-4 text-left font-normal">
                {m.name}
                {m.gate && <span className="block text-note text-ink-soft">{t(`projects:gate.${m.gate}`)}</span>}
              </th>
              <td className="whitespace-nowrap pr-4">{f.dayShort(m.baselineOn) || '—'}</td>
              <td className="whitespace-nowrap pr-4">
                <Baselines milestone={m} />
              </td>
              <td className="whitespace-nowrap pr-4">{f.dayShort(m.forecastOn) || '—'}</td>
              <td className="whitespace-nowrap pr-4">
                {m.actualOn ? (
                  f.dayShort(m.actualOn)
                ) : m.overdue ? (
                  <span className="inline-flex items-center gap-1.5 text-bad">
                    <Mark tone="bad" />
                    {t('milestones:overdue')}
                  </span>
                ) : (
                  '—'
                )}
              </td>
              <td className="num pr-4">
                <SlipText days={m.slipDays} />
              </td>
              <td className="num pr-4">{m.forecastSlipDays === null ? '—' : <SlipText days={m.forecastSlipDays} />}</td>
              <td>
                <MilestoneMenu milestone={m} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The plan in force, and under it those it took the place of, with why. */
export function Baselines({ milestone }: { milestone: Milestone }) {
  const { t } = useTranslation();
  const f = useFormat();
  if (!milestone.currentOn) return '—';
  const last = milestone.baselines.at(-1);
  return (
    <>
      {f.dayShort(milestone.currentOn)}
      {earlierBaselines(milestone)
        .slice()
        .reverse()
        .map((b) => (
          <del key={b.at + b.on} className="block text-note text-ink-faint">
            {f.dayShort(b.on)}
          </del>
        ))}
      {last?.reason && (
        <span className="block max-w-60 whitespace-normal text-note text-ink-soft">
          {t('milestones:why', { reason: last.reason })}
        </span>
      )}
    </>
  );
}
