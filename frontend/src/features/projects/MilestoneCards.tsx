import { useTranslation } from 'react-i18next';
import type { Milestone } from '@/api/projects';
import { useFormat } from '@/i18n/format';
import { SlipText } from './Chips';
import { MilestoneMenu } from './MilestoneMenu';
import { Baselines } from './MilestoneTable';

/** On a phone a milestone is a card: its name and slip, then its days under each other. */
export function MilestoneCards({ milestones }: { milestones: Milestone[] }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <ol aria-label={t('milestones:title')} className="border-line border-t">
      {milestones.map((m) => (
        <li key={m.id} className="flex items-start gap-2 border-line border-b bg-paper py-2 pl-3">
          <div className="min-w-0 flex-1">
            <p className="flex items-baseline justify-between gap-3">
              <span className="font-bold">{m.name}</span>
              <SlipText days={m.forecastSlipDays ?? m.slipDays} unit past={Boolean(m.actualOn)} />
            </p>
            <dl className="grid grid-cols-[auto_1fr] gap-x-3 text-note">
              <dt className="text-ink-soft">{t('milestones:head.baselineOn')}</dt>
              <dd>{f.dayShort(m.baselineOn) || '—'}</dd>
              <dt className="text-ink-soft">{t('milestones:head.currentOn')}</dt>
              <dd>
                <Baselines milestone={m} />
              </dd>
              {m.forecastOn && !m.actualOn && (
                <>
                  <dt className="text-ink-soft">{t('milestones:head.forecastOn')}</dt>
                  <dd>{f.dayShort(m.forecastOn)}</dd>
                </>
              )}
              {(m.actualOn || m.overdue) && (
                <>
                  <dt className="text-ink-soft">{t('milestones:head.actualOn')}</dt>
                  <dd className={m.overdue ? 'text-bad' : undefined}>
                    {m.actualOn ? f.dayShort(m.actualOn) : `■ ${t('milestones:overdue')}`}
                  </dd>
                </>
              )}
            </dl>
          </div>
          <MilestoneMenu milestone={m} />
        </li>
      ))}
    </ol>
  );
}
