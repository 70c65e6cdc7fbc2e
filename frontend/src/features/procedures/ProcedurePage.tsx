import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Procedure, procedureOptions } from '@/api/procedures';
import { useFormat } from '@/i18n/format';
import { Button } from '@/ui/Button';
import { FactSheet } from '@/ui/fields/FactSheet';
import { History } from '@/ui/fields/History';
import { Link } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { Tabs } from '@/ui/Tabs';
import { ClassText, ProgressChip } from './Chips';
import { DeleteProcedure } from './DeleteProcedure';
import { procedureFields } from './fields';
import { Ladder } from './Ladder';
import { editable, steps } from './model';
import { type ProcedureTab, procedureTabs } from './search';
import { Volumes } from './Volumes';

/** Steps stand in the ladder and volumes in a table of their own. */
const aside = new Set([...steps.flatMap((s) => [`${s}Now`, `${s}Goal`]), 'volumes', 'visitReason']);
const sheet = procedureFields.filter((x) => !aside.has(x.key) && !x.derived);

/** One procedure: does it need a visit, could it do without, what is missing, and how often is it used? */
export function ProcedurePage({ id, tab }: { id: string; tab: ProcedureTab }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const { data: p, error, refetch } = useQuery(procedureOptions(id));
  if (error && !p) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!p) return <SkeletonPage />;
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={f.name(p)}
        code={p.code}
        answer={<Standing procedure={p} />}
        actions={<Actions procedure={p} />}
      />
      <Tabs
        label={t('procedures:tabs.label')}
        chosen={tab}
        onChange={(key) =>
          void navigate({
            to: '/procedures/$id',
            params: { id },
            search: { tab: key as ProcedureTab },
            replace: true,
            resetScroll: false,
          })
        }
        tabs={procedureTabs.map((key) => ({
          key,
          label: t(`procedures:tabs.${key}`),
          content:
            key === 'history' ? (
              <History noun="procedures" id={id} fields={procedureFields} />
            ) : (
              <div className="flex flex-col gap-8">
                <Ladder procedure={p} />
                <Volumes procedure={p} />
                <Sheet procedure={p} />
              </div>
            ),
        }))}
      />
    </div>
  );
}

/** Class of now and potential class, progress, section, target year. */
function Standing({ procedure: p }: { procedure: Procedure }) {
  const { t } = useTranslation();
  const f = useFormat();
  const section = p.sectionPath
    .slice(1)
    .map((o) => f.name(o))
    .join(' ');
  return (
    <span className="flex flex-wrap items-baseline gap-x-4">
      <span className="text-ink">
        {t('procedures:now')} <ClassText value={p.currentClass} />
        <span className="mx-1">→</span>
        {t('procedures:goal')} <ClassText value={p.potentialClass} />
      </span>
      <ProgressChip item={p} />
      <span>{section}</span>
      {p.targetFy ? <span>{t('procedures:until', { year: f.fiscalYear(p.targetFy) })}</span> : null}
      {p.reachedOn && <span>{t('procedures:reachedOn', { on: f.day(p.reachedOn) })}</span>}
    </span>
  );
}

function Sheet({ procedure: p }: { procedure: Procedure }) {
  const { t } = useTranslation();
  const f = useFormat();
  const systems = p.systems.length > 0 && (
    <span className="flex flex-col">
      {p.systems.map((s) => (
        <Link key={s.id} to="/systems/$id" params={{ id: s.id }} className="min-h-6 py-0.5">
          {f.name(s)}
        </Link>
      ))}
    </span>
  );
  const project = p.project && (
    <Link to="/projects/$id" params={{ id: p.project.id }}>
      {f.name(p.project)}
    </Link>
  );
  return (
    <FactSheet
      noun="procedures"
      fields={sheet}
      record={editable(p)}
      sections={['what', 'ladder', 'change']}
      render={{
        ...(systems ? { systemIds: systems } : {}),
        ...(project ? { projectId: project } : p.projectId ? { projectId: t('procedures:projectHidden') } : {}),
      }}
    />
  );
}

function Actions({ procedure: p }: { procedure: Procedure }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [deleting, setDeleting] = useState(false);
  return (
    <>
      <Button can={p.can.delete} variant="quiet" onPress={() => setDeleting(true)}>
        {t('common:delete')}
      </Button>
      <Button can={p.can.update} onPress={() => void navigate({ to: '/procedures/$id/edit', params: { id: p.id } })}>
        {t('common:edit')}
      </Button>
      {deleting && <DeleteProcedure procedure={p} onClose={() => setDeleting(false)} />}
    </>
  );
}
