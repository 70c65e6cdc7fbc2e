import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { conditionsOptions, stepperOptions } from '@/api/gates';
import { phone, useMedia } from '@/lib/useMedia';
import { Section } from '@/ui/Page';
import { FailedState, SkeletonRows } from '@/ui/states';
import { ConditionCards } from './Conditions';
import { GateCards } from './GateCards';
import { GateTable } from './GateTable';

/** The way of a project through its gates: every round, its decision and number, and what it left open. */
export function GatesTab({ projectId }: { projectId: string }) {
  const { t } = useTranslation();
  const isPhone = useMedia(phone);
  const { data, error, refetch } = useQuery(stepperOptions(projectId));
  const conditions = useQuery(conditionsOptions({ projectId, limit: 200 })).data?.items ?? [];
  if (error && !data) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows />;
  const Gates = isPhone ? GateCards : GateTable;
  return (
    <div className="flex flex-col gap-8">
      <Gates projectId={projectId} gates={data.gates} nextGate={data.nextGate} />
      {conditions.length > 0 && (
        <Section
          id="conditions"
          title={t('gates:conditions')}
          note={t('gates:openOf', {
            open: conditions.filter((c) => c.state === 'open' || c.state === 'reported').length,
            total: conditions.length,
          })}
        >
          <ConditionCards conditions={conditions} withGate />
        </Section>
      )}
    </div>
  );
}
