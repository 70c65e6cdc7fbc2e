import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Case, caseOptions } from '@/api/pilots';
import { useFormat } from '@/i18n/format';
import { Button } from '@/ui/Button';
import { FactSheet } from '@/ui/fields/FactSheet';
import { History } from '@/ui/fields/History';
import { Link } from '@/ui/Link';
import { PageHead, Section } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { FailedState, SkeletonPage } from '@/ui/states';
import { caseFields, voidFields } from './fields';
import { VoidCase } from './VoidCase';

const historyFields = [...caseFields, ...voidFields];
const sheet = caseFields.filter((x) => x.key !== 'updatedAt');

/** One case: was the answer right, how long did it take, and who looked at it? */
export function CasePage({ id }: { id: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { data: c, error, refetch } = useQuery(caseOptions(id));
  if (error && !c) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!c) return <SkeletonPage />;
  const pilot = (
    <Link to="/pilots/$id" params={{ id: c.pilotId }}>
      {f.pick(c.pilotName, c.pilotNameEn)}
    </Link>
  );
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={t('pilot_cases:pageTitle', { code: c.code })}
        answer={
          c.voidedOn ? <StatusChip tone="warn">{t('pilot_cases:voided')}</StatusChip> : t(`pilot_cases:rank.${c.rank}`)
        }
        actions={c.pilotStage === 'running' && !c.voidedOn && <Actions item={c} />}
      />
      {c.voidedOn && <FactSheet noun="pilot_cases" fields={voidFields} record={c} sections={['void']} />}
      <FactSheet noun="pilot_cases" fields={sheet} record={c} sections={['case']} render={{ pilotId: pilot }} />
      <Section title={t('pilots:tabs.history')}>
        <History noun="pilots/cases" id={id} fields={historyFields} />
      </Section>
    </div>
  );
}

function Actions({ item }: { item: Case }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [voiding, setVoiding] = useState(false);
  return (
    <>
      <Button can={item.can?.record} variant="quiet" onPress={() => setVoiding(true)}>
        {t('pilot_cases:void')}
      </Button>
      <Button
        can={item.can?.record}
        onPress={() => void navigate({ to: '/pilots/cases/$id/edit', params: { id: item.id } })}
      >
        {t('pilot_cases:correct')}
      </Button>
      {voiding && <VoidCase item={item} onClose={() => setVoiding(false)} />}
    </>
  );
}
