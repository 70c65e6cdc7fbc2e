import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Finding, findingOptions } from '@/api/findings';
import { useFormat } from '@/i18n/format';
import { Button } from '@/ui/Button';
import { Stepper } from '@/ui/facts';
import { History } from '@/ui/fields/History';
import { PageHead } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { Tabs } from '@/ui/Tabs';
import { BandChip, StateChip } from './Chips';
import { Content } from './Content';
import { Course } from './Course';
import { DeleteFinding } from './DeleteFinding';
import { findingFields } from './fields';
import { Keys } from './Keys';
import { courseOf } from './model';
import { type FindingTab, findingTabs } from './search';

/** One finding: how late and how weighty it is, whose move it is, and what each of the two keys has on record. */
export function FindingPage({ id, tab }: { id: string; tab: FindingTab }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const { data: finding, error, refetch } = useQuery(findingOptions(id));
  if (error && !finding) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!finding) return <SkeletonPage />;
  const content = (key: FindingTab) => {
    if (key === 'history') return <History noun="findings" id={id} fields={findingFields} />;
    if (key === 'course') return <Course finding={finding} />;
    return (
      <div className="flex flex-col gap-8">
        <Keys finding={finding} />
        <Content finding={finding} />
      </div>
    );
  };
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={f.name(finding)}
        code={finding.code}
        answer={<Standing finding={finding} />}
        actions={<Actions finding={finding} />}
      />
      <Stepper
        label={t('findings:courseLabel')}
        steps={courseOf(finding).map((s) => ({
          key: s.key,
          label: t(`findings:way.${s.key}`),
          state: s.state,
          word: t(`findings:step.${s.state}`),
          note: f.dayShort(s.on) || undefined,
        }))}
      />
      <Tabs
        label={t('findings:tabs.label')}
        chosen={tab}
        onChange={(key) =>
          void navigate({
            to: '/findings/$id',
            params: { id },
            search: { tab: key as FindingTab },
            replace: true,
            resetScroll: false,
          })
        }
        tabs={findingTabs.map((key) => ({
          key,
          label: t(`findings:tabs.${key}`),
          count: key === 'course' ? finding.steps.length : undefined,
          content: content(key),
        }))}
      />
    </div>
  );
}

/** State and weight, section, due day with its slip, whose move it is. */
function Standing({ finding: x }: { finding: Finding }) {
  const { t } = useTranslation();
  const f = useFormat();
  const section =
    (x.sectionPath ?? [])
      .map((o) => f.name(o))
      .slice(1)
      .join(' ') || f.pick(x.sectionName, x.sectionNameEn);
  const waiting = x.waiting.map((w) => t(`findings:waiting.${w}`)).join(t('common:listSeparator'));
  return (
    <div className="flex flex-col gap-1">
      <span className="flex flex-wrap items-baseline gap-x-4">
        <StateChip item={{ ...x, state: x.effectiveState }} />
        <span className="inline-flex items-baseline gap-1">
          <BandChip band={x.band} />
          <span className="text-note">{t('findings:points', { score: x.score })}</span>
        </span>
        <span>{section}</span>
        {waiting && <span className="font-bold text-ink">{t('findings:waitsFor', { who: waiting })}</span>}
      </span>
      {x.currentDueOn && (
        <span className="flex flex-wrap items-baseline gap-x-4">
          <span className={x.overdue ? 'font-bold text-bad' : undefined}>
            {t('findings:due', { on: f.day(x.currentDueOn) })}
            {x.overdue && ` · ${t('findings:daysLate', { count: x.overdueDays })}`}
          </span>
          <span>
            {x.slippageDays === 0
              ? t('findings:noSlip')
              : t('findings:slip', { count: x.slippageDays, original: f.dayShort(x.originalDueOn) })}
          </span>
          {x.escalation && <span>{t('findings:escalated', { to: t(`findings:escalation.${x.escalation}`) })}</span>}
          {x.effectiveState === 'accepted' && <span>{t('findings:acceptedUntil', { on: f.day(x.acceptUntil) })}</span>}
          {x.limits.replyOverdue && (
            <span className="text-bad">{t('findings:replyLate', { on: f.dayShort(x.replyDueOn) })}</span>
          )}
        </span>
      )}
    </div>
  );
}

function Actions({ finding }: { finding: Finding }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [deleting, setDeleting] = useState(false);
  return (
    <>
      {finding.state === 'draft' && (
        <Button can={finding.can.delete} variant="quiet" onPress={() => setDeleting(true)}>
          {t('common:delete')}
        </Button>
      )}
      <Button
        can={finding.can.update}
        onPress={() => void navigate({ to: '/findings/$id/edit', params: { id: finding.id } })}
      >
        {t('common:edit')}
      </Button>
      {deleting && <DeleteFinding finding={finding} onClose={() => setDeleting(false)} />}
    </>
  );
}
