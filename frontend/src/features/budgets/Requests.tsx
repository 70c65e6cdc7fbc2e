import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BudgetRequest, Line } from '@/api/budgets';
import { useFormat } from '@/i18n/format';
import { usePrefs } from '@/lib/prefs';
import { Button } from '@/ui/Button';
import { Section } from '@/ui/Page';
import { StatusChip, type Tone } from '@/ui/StatusChip';
import { RequestDialog } from './RequestDialog';

export const requestTone: Record<BudgetRequest['state'], Tone> = {
  submitted: 'warn',
  assessed: 'good',
  adopted: 'good',
  withdrawn: 'unknown',
};

/** What was asked for a line, what was found, and the next step of either side. */
export function LineRequests({ line }: { line: Line }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { yen } = usePrefs();
  const [asked, setAsked] = useState<{ act: 'request' | 'assess' | 'withdraw'; request?: BudgetRequest }>();
  const unit = t(`common:yenUnit.${yen}`);
  const underWay = line.requests.some((r) => r.state === 'submitted' || r.state === 'assessed');
  const mayAsk = line.yearStatus === 'ahead' && line.state !== 'budgeted' && !underWay;
  if (line.requests.length === 0 && !mayAsk) return null;
  return (
    <Section
      title={t('budgets:page.requests')}
      actions={
        mayAsk && (
          <Button can={line.can?.request} variant="main" onPress={() => setAsked({ act: 'request' })}>
            {t('budgets:act.request')}
          </Button>
        )
      }
    >
      {line.requests.length === 0 && <p className="text-ink-soft">{t('budgets:page.noRequests')}</p>}
      <ul className="flex flex-col">
        {line.requests.map((r) => (
          <li key={r.id} className="flex flex-wrap items-start justify-between gap-4 border-line border-b py-3">
            <div className="flex flex-col gap-1">
              <span className="flex flex-wrap items-baseline gap-x-4">
                <StatusChip tone={requestTone[r.state]}>{t(`entries:state.${r.state}`)}</StatusChip>
                <span>
                  {t('budgets:field.requested')}{' '}
                  <b>
                    {f.yen(r.amount)}
                    {unit}
                  </b>
                </span>
                {typeof r.assessedAmount === 'number' && (
                  <span>
                    {t('budgets:field.assessed')}{' '}
                    <b>
                      {f.yen(r.assessedAmount)}
                      {unit}
                    </b>
                  </span>
                )}
              </span>
              <span className="text-note text-ink-soft">
                {f.dayShort(r.requestedOn)} · {f.pick(r.requestedByName, r.requestedByNameEn)} · {r.documentNo} ·{' '}
                {t(`entries:basis.${r.basis}`)}
              </span>
              {r.basisNote && <p className="measure">{r.basisNote}</p>}
              {r.assessReason && (
                <p className="measure">
                  {f.pick(r.assessedByName, r.assessedByNameEn)}: {r.assessReason}
                </p>
              )}
            </div>
            {(r.state === 'submitted' || r.state === 'assessed') && (
              <div className="no-print flex flex-wrap gap-2">
                {r.state === 'submitted' && (
                  <Button
                    can={line.can?.request}
                    variant="quiet"
                    onPress={() => setAsked({ act: 'withdraw', request: r })}
                  >
                    {t('budgets:act.withdraw')}
                  </Button>
                )}
                <Button can={r.can?.assess} onPress={() => setAsked({ act: 'assess', request: r })}>
                  {t('budgets:act.assess')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {asked && (
        <RequestDialog
          act={asked.act}
          request={asked.request}
          lineId={line.id}
          first={asked.request?.amount ?? (line.planned || undefined)}
          onClose={() => setAsked(undefined)}
        />
      )}
    </Section>
  );
}
