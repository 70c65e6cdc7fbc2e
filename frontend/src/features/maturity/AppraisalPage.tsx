import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Appraisal, appraisalOptions } from '@/api/maturity';
import { useFormat } from '@/i18n/format';
import { FactSheet } from '@/ui/fields/FactSheet';
import { History } from '@/ui/fields/History';
import { Link } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { FailedState, SkeletonPage } from '@/ui/states';
import { Tabs } from '@/ui/Tabs';
import { AppraisalActions } from './AppraisalActions';
import { AreaTable } from './AreaTable';
import { StateChip } from './Chips';
import { appraisalFields, fieldsOf } from './fields';
import { MakeAction } from './MakeAction';
import { Steps } from './Steps';

/** One appraisal: which level, what stops the next one, and where the other view differs. */
export function AppraisalPage({ id, tab }: { id: string; tab: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const { data: a, error, refetch } = useQuery(appraisalOptions(id));
  if (error && !a) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!a) return <SkeletonPage />;
  const subject =
    a.subject === 'project' ? f.pick(a.projectName, a.projectNameEn) : f.pick(a.sectionName, a.sectionNameEn);
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={t('maturity:pageTitle', {
          subject,
          year: f.fiscalYear(a.fiscalYear),
          kind: t(`maturity:view.${a.kind}`),
        })}
        code={a.code}
        answer={<Standing appraisal={a} />}
        actions={<AppraisalActions appraisal={a} />}
      />
      {a.returnReason && a.state === 'draft' && (
        <p className="border-l-4 border-warn bg-warn-soft px-3 py-2">
          {t('maturity:returned', { reason: a.returnReason })}
        </p>
      )}
      <Tabs
        label={t('maturity:tabs.label')}
        chosen={tab}
        onChange={(key) =>
          void navigate({
            to: '/maturity/appraisals/$id',
            params: { id },
            search: { tab: key },
            replace: true,
            resetScroll: false,
          })
        }
        tabs={[
          { key: 'areas', label: t('maturity:tabs.areas'), content: <AreaTable appraisal={a} /> },
          {
            key: 'missing',
            label:
              a.nextLevel === null
                ? t('maturity:tabs.missingNone')
                : t('maturity:tabs.missing', { level: a.nextLevel }),
            count: a.steps.length,
            content: (
              <Steps
                steps={a.steps}
                appraisalId={a.id}
                act={(step) => a.can.act && <MakeAction step={step} appraisalId={a.id} can={a.can.act} />}
              />
            ),
          },
          {
            key: 'frame',
            label: t('maturity:tabs.frame'),
            content: <FactSheet noun="maturity" fields={appraisalFields} record={a} />,
          },
          {
            key: 'history',
            label: t('maturity:tabs.history'),
            content: <History noun="maturity/appraisals" id={a.id} fields={fieldsOf} />,
          },
        ]}
      />
    </div>
  );
}

/** The answer in words: level, state, target, the other view, what is owed. */
function Standing({ appraisal: a }: { appraisal: Appraisal }) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <span className="font-bold text-ink text-section">
        {t('maturity:levelIs', { level: a.freshLevel ?? t('maturity:unknown') })}
      </span>
      <StateChip state={a.state} />
      {a.target !== null && (
        <StatusChip tone={a.freshLevel === null ? 'unknown' : a.freshLevel >= a.target ? 'good' : 'bad'}>
          {t('maturity:targetIs', { level: a.target })}
        </StatusChip>
      )}
      {a.otherId && (
        <Link to="/maturity/appraisals/$id" params={{ id: a.otherId }}>
          {t(`maturity:other.${a.kind}`, { level: a.otherLevel ?? t('maturity:unknown') })}
        </Link>
      )}
      {a.pending > 0 && <StatusChip tone="warn">{t('maturity:owed.pending', { count: a.pending })}</StatusChip>}
      {a.stale && (
        <StatusChip tone="unknown" why={t('maturity:staleWhy')}>
          {t('maturity:stale')}
        </StatusChip>
      )}
    </div>
  );
}
