import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Outage, outageOptions } from '@/api/availability';
import { useFormat } from '@/i18n/format';
import { Button } from '@/ui/Button';
import { FactSheet } from '@/ui/fields/FactSheet';
import { History } from '@/ui/fields/History';
import { Link } from '@/ui/Link';
import { PageHead, Section } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { FailedState, SkeletonPage } from '@/ui/states';
import { outageFields } from './fields';
import { minutesText } from './model';
import { CloseOutage, DeleteOutage, ExcludeOutage } from './OutageActs';

/** One outage: what stood still, for whom, why, and whether it counts. */
export function OutagePage({ id }: { id: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const [act, setAct] = useState<'close' | 'exclude' | 'delete' | null>(null);
  const { data: o, error, refetch } = useQuery(outageOptions(id));
  if (error && !o) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!o) return <SkeletonPage />;
  const done = () => setAct(null);
  return (
    <div className="flex flex-col gap-8">
      <PageHead
        title={o.title}
        code={o.code}
        answer={<Answer o={o} />}
        actions={
          <>
            <Button variant="quiet" can={o.can.delete} onPress={() => setAct('delete')}>
              {t('common:delete')}
            </Button>
            <Button can={o.can.exclude} onPress={() => setAct('exclude')}>
              {t(o.excludedAt ? 'outages:include.verb' : 'outages:exclude.verb')}
            </Button>
            <Button
              can={o.can.update}
              onPress={() => void navigate({ to: '/availability/outages/$id/edit', params: { id } })}
            >
              {t('common:edit')}
            </Button>
            {o.ongoing && (
              <Button variant="main" can={o.can.close} onPress={() => setAct('close')}>
                {t('outages:close.button')}
              </Button>
            )}
          </>
        }
      />
      {o.excludedAt && (
        <p className="measure border-line-strong border-l-4 py-1 pl-3">
          {t('outages:excludedBy', {
            name: f.pick(o.excluderName, o.excluderNameEn),
            at: f.instant(o.excludedAt),
            reason: o.exclusionReason,
          })}
        </p>
      )}
      <FactSheet
        noun="outages"
        fields={outageFields}
        record={o}
        render={{
          systemId: (
            <Link
              to="/availability/systems/$id"
              params={{ id: o.systemId }}
              search={{ month: o.startedAt.slice(0, 7) }}
            >
              {f.pick(o.systemName, o.systemNameEn)}
            </Link>
          ),
        }}
      />
      <Section title={t('common:history.title')}>
        <History noun="availability/outages" id={id} fields={outageFields} />
      </Section>
      {act === 'close' && <CloseOutage outage={o} onClose={done} />}
      {act === 'exclude' && <ExcludeOutage outage={o} onClose={done} />}
      {act === 'delete' && <DeleteOutage outage={o} onClose={done} />}
    </div>
  );
}

function Answer({ o }: { o: Outage }) {
  const { t } = useTranslation();
  const f = useFormat();
  const minutes = minutesText(f, o.seconds * 1000);
  return (
    <span className="flex flex-wrap items-baseline gap-x-3">
      {o.ongoing ? (
        <StatusChip tone="bad">{t('outages:goesOn', { minutes })}</StatusChip>
      ) : (
        <span>{t('availability:lasted', { minutes })}</span>
      )}
      <span>{o.share.part === o.share.whole ? t('outages:allOfIt') : t('availability:share', o.share)}</span>
      {!o.ongoing && !o.cause && <StatusChip tone="unknown">{t('outages:cause.none')}</StatusChip>}
      <span>{t('outages:reportedBy', { name: f.pick(o.reporterName, o.reporterNameEn) })}</span>
    </span>
  );
}
