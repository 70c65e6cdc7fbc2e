import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Judged, type Name, readinessOptions } from '@/api/gates';
import { projectOptions } from '@/api/projects';
import { useFormat } from '@/i18n/format';
import { Card, Section } from '@/ui/Page';
import { EmptyState, FailedState, SkeletonRows } from '@/ui/states';
import { CriteriaList } from './CriteriaList';
import { brokenRules, passed, passes } from './model';
import { RuleList } from './Refused';

/** What a gate asks, line by line: the gate named, or else the next one of the project. In brief, only what is missing. */
export function ReadinessCard({ projectId, gate, brief }: { projectId: string; gate?: string; brief?: boolean }) {
  const { t } = useTranslation();
  const next = useQuery(projectOptions(projectId)).data?.nextGate;
  const asked = gate ?? next ?? '';
  const { data, error, refetch } = useQuery({ ...readinessOptions(projectId, asked), enabled: Boolean(asked) });
  if (!gate && next === '') return <EmptyState title={t('gates:allPassed')} hint={t('gates:allPassedHint')} />;
  if (error && !data) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={7} columns={2} />;
  return <JudgedCard judged={data} people={data.people} brief={brief} />;
}

/** Readiness as it is now, or as a decision kept it. */
export function JudgedCard({
  judged,
  people,
  frozen,
  brief,
}: {
  judged: Judged;
  people?: Record<string, Name>;
  frozen?: boolean;
  /** Only the lines that don't pass, where the others stand beside the card already. */
  brief?: boolean;
}) {
  const { t } = useTranslation();
  const f = useFormat();
  const rules = brokenRules(judged);
  const shown = brief ? judged.criteria.filter((c) => !passes(c.status)) : judged.criteria;
  return (
    <Card>
      <Section
        id="readiness"
        title={t(frozen ? 'gates:neededThen' : 'gates:needed', { gate: judged.gate })}
        note={t('gates:ofTotal', { passed: passed(judged), total: judged.counts.total })}
        actions={<span className="text-note text-ink-soft">{t('common:asOf', { at: f.day(judged.asOf) })}</span>}
      >
        {shown.length > 0 ? <CriteriaList criteria={shown} people={people} /> : <p>{t('gates:allMet')}</p>}
        {rules.length > 0 && <RuleList rules={rules} />}
      </Section>
    </Card>
  );
}
