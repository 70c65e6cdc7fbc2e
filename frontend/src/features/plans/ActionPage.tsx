import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Action, actionOptions, deleteAction } from '@/api/plans';
import { useFormat } from '@/i18n/format';
import { DeleteDialog } from '@/ui/act/DeleteDialog';
import { Button } from '@/ui/Button';
import { FactSheet } from '@/ui/fields/FactSheet';
import { History } from '@/ui/fields/History';
import { Link } from '@/ui/Link';
import { PageHead, Section } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { FailedState, SkeletonPage } from '@/ui/states';
import { Tabs } from '@/ui/Tabs';
import { CarryDialog, OutcomeDialog, ReleaseDialog, ReopenDialog } from './ActionDialogs';
import { ActionKpis } from './ActionKpis';
import { DeclaredChip, EvidenceChip } from './Chips';
import { actionFields } from './fields';
import { MilestoneGrid } from './MilestoneGrid';
import { outcomeTone } from './model';
import { UpdateDialog } from './UpdateDialog';
import { Updates } from './Updates';

/** One action: does it come along, by its own word and by the evidence? */
export function ActionPage({ id, tab }: { id: string; tab: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const { data: action, error, refetch } = useQuery(actionOptions(id));
  if (error && !action) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!action) return <SkeletonPage />;
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={f.name(action)}
        code={action.code}
        answer={
          <span className="flex flex-wrap items-baseline gap-x-4">
            <Link to="/plans/$id" params={{ id: action.planId }}>
              {f.name(action.plan)}
            </Link>
            <span>{f.pick(action.themeName, action.themeNameEn)}</span>
            <span>
              {t(`actions:origin.${action.origin}`)}
              {action.addedOn && ` ${f.day(action.addedOn)} · ${action.addedWhy}`}
            </span>
          </span>
        }
        actions={<ActionActions action={action} />}
      />
      <Head action={action} />
      <Tabs
        label={t('actions:tabs.label', { name: f.name(action) })}
        chosen={tab}
        onChange={(key) =>
          void navigate({ to: '/actions/$id', params: { id }, search: { tab: key }, replace: true, resetScroll: false })
        }
        tabs={[
          { key: 'overview', label: t('actions:tabs.overview'), content: <Overview action={action} /> },
          {
            key: 'kpis',
            label: t('actions:tabs.kpis'),
            count: action.kpis.length,
            content: <ActionKpis action={action} />,
          },
          { key: 'updates', label: t('actions:tabs.updates'), content: <Updates action={action} /> },
          {
            key: 'history',
            label: t('actions:tabs.history'),
            content: <History noun="actions" id={id} fields={actionFields} />,
          },
        ]}
      />
    </div>
  );
}

/** The strip that answers first. */
function Head({ action }: { action: Action }) {
  const { t } = useTranslation();
  const f = useFormat();
  const cells = [
    { key: 'evidence', label: t('actions:field.evidence'), value: <EvidenceChip item={action} /> },
    { key: 'declared', label: t('actions:field.declared'), value: <DeclaredChip item={action} /> },
    {
      key: 'outcome',
      label: t('actions:field.outcome'),
      value: (
        <StatusChip tone={outcomeTone[action.outcome]} why={action.outcomeReason || undefined}>
          {t(`actions:outcome.${action.outcome}`)}
          {action.outcomeOn && ` ${f.dayShort(action.outcomeOn)}`}
        </StatusChip>
      ),
    },
    {
      key: 'owner',
      label: t('actions:field.ownerId'),
      value: (
        <span title={action.ownerPath.map((o) => f.name(o)).join(' / ')}>
          {f.pick(action.ownerName, action.ownerNameEn)}
        </span>
      ),
    },
    {
      key: 'milestones',
      label: t('actions:field.milestones'),
      value: `${action.milestonesDone} / ${action.milestoneCount}`,
    },
    {
      key: 'progress',
      label: t('actions:field.progress'),
      value: typeof action.progress === 'number' ? f.percent(action.progress) : '—',
    },
  ];
  return (
    <dl className="flex flex-wrap gap-x-10 gap-y-3 border border-line bg-paper p-4">
      {cells.map((c) => (
        <div key={c.key}>
          <dt className="text-ink-soft text-note">{c.label}</dt>
          <dd className="font-bold">{c.value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Overview({ action }: { action: Action }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <div className="flex flex-col gap-8">
      <Section title={t('actions:grid')}>
        <MilestoneGrid action={action} />
      </Section>
      {action.chain.length > 1 && (
        <Section title={t('actions:chain')}>
          <ol className="flex flex-col">
            {action.chain.map((s) => (
              <li key={s.id} className="flex flex-wrap items-baseline gap-x-4 border-line border-b py-2">
                <span className="text-ink-soft">
                  {f.fiscalYear(s.fyFrom)}–{f.fiscalYear(s.fyTo)}
                </span>
                {s.id === action.id ? (
                  <b>{f.name(s)}</b>
                ) : (
                  <Link to="/actions/$id" params={{ id: s.id }}>
                    {f.name(s)}
                  </Link>
                )}
                <span className="text-ink-faint text-note">{s.code}</span>
                <StatusChip tone={outcomeTone[s.outcome]}>{t(`actions:outcome.${s.outcome}`)}</StatusChip>
              </li>
            ))}
          </ol>
        </Section>
      )}
      {action.projects.length + action.systems.length > 0 && (
        <Section title={t('actions:links')}>
          <ul className="flex flex-col">
            {action.projects.map((p) => (
              <li key={p.id} className="border-line border-b py-2">
                <Link to="/projects/$id" params={{ id: p.id }}>
                  {p.name}
                </Link>{' '}
                <span className="text-ink-faint text-note">{p.code}</span>
              </li>
            ))}
            {action.systems.map((s) => (
              <li key={s.id} className="border-line border-b py-2">
                <Link to="/systems/$id" params={{ id: s.id }}>
                  {f.name(s)}
                </Link>{' '}
                <span className="text-ink-faint text-note">{s.code}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <FactSheet
        noun="actions"
        fields={actionFields.filter((x) => !['milestones', 'projectIds', 'systemIds', 'carriedFromId'].includes(x.key))}
        record={action}
        sections={['identity', 'schedule', 'links', ...(action.origin === 'added' ? ['added'] : [])]}
      />
    </div>
  );
}

/** What may be done with an action; a refusal explains itself. */
function ActionActions({ action }: { action: Action }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const [asks, setAsks] = useState<'update' | 'outcome' | 'carry' | 'reopen' | 'release' | 'delete'>();
  const done = () => setAsks(undefined);
  const { can } = action;
  return (
    <>
      {can.delete?.allowed && (
        <Button variant="quiet" onPress={() => setAsks('delete')}>
          {t('common:delete')}
        </Button>
      )}
      {can.update?.allowed && (
        <Button onPress={() => void navigate({ to: '/actions/$id/edit', params: { id: action.id } })}>
          {t('common:edit')}
        </Button>
      )}
      {can.release?.allowed && (
        <Button variant="quiet" onPress={() => setAsks('release')}>
          {t('actions:release')}
        </Button>
      )}
      {can.reopen?.allowed && (
        <Button variant="quiet" onPress={() => setAsks('reopen')}>
          {t('actions:reopen')}
        </Button>
      )}
      {can.carryOver?.allowed && <Button onPress={() => setAsks('carry')}>{t('actions:carryOver')}</Button>}
      {can.outcome?.allowed && <Button onPress={() => setAsks('outcome')}>{t('actions:recordOutcome')}</Button>}
      {action.outcome === 'running' && (
        <Button variant="main" can={can.report} onPress={() => setAsks('update')}>
          {t('actions:publish')}
        </Button>
      )}
      {asks === 'update' && <UpdateDialog action={action} onClose={done} />}
      {asks === 'outcome' && <OutcomeDialog action={action} onClose={done} />}
      {asks === 'carry' && <CarryDialog action={action} onClose={done} />}
      {asks === 'release' && <ReleaseDialog action={action} onClose={done} />}
      {asks === 'reopen' && <ReopenDialog action={action} onClose={done} />}
      {asks === 'delete' && (
        <DeleteDialog
          words="actions"
          noun="actions"
          id={action.id}
          name={f.name(action)}
          send={(reason) => deleteAction(action.id, action.version, reason)}
          leave={() => navigate({ to: '/plans/$id', params: { id: action.planId } })}
          onClose={done}
        />
      )}
    </>
  );
}
