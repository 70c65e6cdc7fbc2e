import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Maintenance, maintenanceOptions } from '@/api/availability';
import { useFormat } from '@/i18n/format';
import { Button } from '@/ui/Button';
import { DescriptionList } from '@/ui/facts';
import { History } from '@/ui/fields/History';
import { Link } from '@/ui/Link';
import { PageHead, Section } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { maintenanceHistory } from './fields';
import { MaintenanceAct, type MaintenanceVerb } from './MaintenanceActs';
import { MaintenanceState } from './MaintenanceList';
import { lackKey, minutesText, spanText } from './model';

/** One window of work: who approved it, who was told, and what became of it. */
export function MaintenancePage({ id }: { id: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const [verb, setVerb] = useState<MaintenanceVerb | null>(null);
  const { data: m, error, refetch } = useQuery(maintenanceOptions(id));
  if (error && !m) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!m) return <SkeletonPage />;
  const before = m.state === 'planned' || m.state === 'approved' || m.state === 'announced';
  return (
    <div className="flex flex-col gap-8">
      <PageHead
        title={m.title}
        code={m.code}
        answer={<Answer m={m} />}
        actions={
          <>
            {before && (
              <>
                <Button variant="quiet" can={m.can.cancel} onPress={() => setVerb('cancel')}>
                  {t('maintenance:cancel.verb')}
                </Button>
                <Button
                  can={m.can.plan}
                  onPress={() => void navigate({ to: '/availability/maintenance/$id/edit', params: { id } })}
                >
                  {t('common:edit')}
                </Button>
              </>
            )}
            {m.state !== 'cancelled' && (
              <Button can={m.can.record} onPress={() => setVerb('record')}>
                {t('maintenance:record.verb')}
              </Button>
            )}
            {before && !m.announcedAt && (
              <Button
                variant={m.approvedAt ? 'main' : 'plain'}
                can={m.can.announce}
                onPress={() => setVerb('announce')}
              >
                {t('maintenance:announce.verb')}
              </Button>
            )}
            {before && !m.approvedAt && (
              <Button variant="main" can={m.can.approve} onPress={() => setVerb('approve')}>
                {t('maintenance:approve.verb')}
              </Button>
            )}
          </>
        }
      />
      <DescriptionList
        columns={2}
        facts={[
          {
            key: 'system',
            label: t('maintenance:field.systemId'),
            value: (
              <Link to="/availability/systems/$id" params={{ id: m.systemId }}>
                {f.pick(m.systemName, m.systemNameEn)}
              </Link>
            ),
          },
          {
            key: 'window',
            label: t('maintenance:window'),
            value: spanText(f, m.startsAt, m.endsAt),
          },
          { key: 'planned', label: t('maintenance:plannedBy'), value: f.pick(m.plannerName, m.plannerNameEn) },
          {
            key: 'approved',
            label: t('maintenance:field.approvedAt'),
            value: m.approvedAt
              ? `${f.instant(m.approvedAt)} ${f.pick(m.approverName, m.approverNameEn)}`
              : t('maintenance:notYet'),
          },
          {
            key: 'announced',
            label: t('maintenance:field.announcedAt'),
            value: m.announcedAt
              ? `${f.instant(m.announcedAt)} ${f.pick(m.announcerName, m.announcerNameEn)} ${m.announcedHow}`
              : t('maintenance:announceBy', { at: f.instant(m.announceBy) }),
          },
          {
            key: 'actual',
            label: t('maintenance:actual'),
            value: m.actualStart
              ? m.actualEnd
                ? spanText(f, m.actualStart, m.actualEnd)
                : `${f.instant(m.actualStart)}– ${t('availability:ongoing')}`
              : '—',
          },
          { key: 'description', label: t('maintenance:field.description'), value: m.description || '—' },
        ]}
      />
      <Section title={t('common:history.title')}>
        <History noun="availability/maintenance" id={id} fields={maintenanceHistory} />
      </Section>
      {verb && <MaintenanceAct m={m} verb={verb} onClose={() => setVerb(null)} />}
    </div>
  );
}

function Answer({ m }: { m: Maintenance }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <span className="flex flex-wrap items-baseline gap-x-3">
      <MaintenanceState m={m} />
      {m.state !== 'cancelled' && m.lack && <span>{t(lackKey(m))}</span>}
      {m.overrunSeconds > 0 && (
        <span className="text-bad">
          ■ {t('maintenance:overrun', { minutes: minutesText(f, m.overrunSeconds * 1000) })}
        </span>
      )}
    </span>
  );
}
