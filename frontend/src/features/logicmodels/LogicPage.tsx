import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type LogicModel, type LogicNode, logicModelOptions, type Stage } from '@/api/logicModels';
import { useFormat } from '@/i18n/format';
import { Button } from '@/ui/Button';
import { FactSheet } from '@/ui/fields/FactSheet';
import { History } from '@/ui/fields/History';
import { Link } from '@/ui/Link';
import { PageHead, Section } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { FailedState, SkeletonPage } from '@/ui/states';
import { Tabs } from '@/ui/Tabs';
import { GapsChip, Reached, VerdictText } from './Chips';
import { DeleteLogicModel } from './DeleteLogicModel';
import { Diagram } from './Diagram';
import { logicFields } from './fields';
import { Indicators } from './Indicators';
import { editable } from './model';
import { NodeDialog } from './NodeDialog';
import { Reviews } from './Reviews';
import { logicTabs } from './search';

export type LogicTab = (typeof logicTabs)[number];

const sheet = logicFields.filter((x) => !x.derived);

/** One policy: what should come of it by which way, does the model hold, and what has come so far? */
export function LogicPage({ id, tab }: { id: string; tab: LogicTab }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const { data: m, error, refetch } = useQuery(logicModelOptions(id));
  if (error && !m) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!m) return <SkeletonPage />;
  const content = {
    model: () => <Model model={m} />,
    reviews: () => <Reviews model={m} />,
    history: () => <History noun="logic-models" id={id} fields={logicFields} />,
  };
  return (
    <div className="flex flex-col gap-6">
      <PageHead title={f.name(m)} code={m.code} answer={<Standing model={m} />} actions={<Actions model={m} />} />
      <Tabs
        label={t('logic_models:tabs.label')}
        chosen={tab}
        onChange={(key) =>
          void navigate({
            to: '/logic-models/$id',
            params: { id },
            search: { tab: key as LogicTab },
            replace: true,
            resetScroll: false,
          })
        }
        tabs={logicTabs.map((key) => ({
          key,
          label: t(`logic_models:tabs.${key}`),
          content: key === tab ? content[key]() : null,
        }))}
      />
    </div>
  );
}

function Standing({ model: m }: { model: LogicModel }) {
  const { t } = useTranslation();
  const f = useFormat();
  const section = m.sectionPath
    .slice(1)
    .map((o) => f.name(o))
    .join(' ');
  return (
    <span className="flex flex-wrap items-baseline gap-x-4">
      <GapsChip item={m} />
      <span>
        {t('logic_models:indicatorsAre')} <Reached item={m} />
      </span>
      <VerdictText value={m.verdict} />
      <span>{section}</span>
      {m.reviewDueOn &&
        (m.overdue ? (
          <StatusChip tone="bad">{t('logic_models:reviewLate', { on: f.day(m.reviewDueOn) })}</StatusChip>
        ) : (
          <span>{t('logic_models:reviewOn', { on: f.day(m.reviewDueOn) })}</span>
        ))}
    </span>
  );
}

function Model({ model: m }: { model: LogicModel }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [node, setNode] = useState<{ node?: LogicNode; stage: Stage }>();
  const may = m.can.update?.allowed;
  const hypothesis = m.because && m.therefore;
  const action = m.action && (
    <Link to="/actions/$id" params={{ id: m.action.id }}>
      {f.name(m.action)}
    </Link>
  );
  const project = m.project && (
    <Link to="/projects/$id" params={{ id: m.project.id }}>
      {f.name(m.project)}
    </Link>
  );
  return (
    <div className="flex flex-col gap-8">
      {hypothesis && (
        <p className="max-w-prose border-line border-l-4 pl-3">
          {t('logic_models:hypothesis', { because: m.because, therefore: m.therefore })}
        </p>
      )}
      <Section
        title={t('logic_models:diagram.title')}
        note={t('logic_models:diagram.note')}
        actions={
          <Button can={m.can.update} onPress={() => setNode({ stage: 'input' })}>
            {t('logic_models:node.add')}
          </Button>
        }
      >
        <Diagram
          model={m}
          onNode={may ? (n) => setNode({ node: n, stage: n.stage }) : undefined}
          onAdd={may ? (stage) => setNode({ stage }) : undefined}
        />
      </Section>
      <Gaps model={m} />
      <Indicators model={m} />
      <FactSheet
        noun="logic_models"
        fields={sheet}
        record={editable(m)}
        sections={['why', 'how', 'what']}
        render={{
          ...(action ? { actionId: action } : {}),
          ...(project ? { projectId: project } : m.projectId ? { projectId: t('logic_models:projectHidden') } : {}),
        }}
      />
      {node && <NodeDialog model={m} node={node.node} stage={node.stage} onClose={() => setNode(undefined)} />}
    </div>
  );
}

/** What the model lacks, by name. */
function Gaps({ model: m }: { model: LogicModel }) {
  const { t } = useTranslation();
  const f = useFormat();
  if (m.gaps.length === 0) return null;
  const name = (key?: string) => {
    const n = m.nodes?.find((x) => x.key === key);
    return n ? `${n.key} ${f.pick(n.text, n.textEn)}` : '';
  };
  return (
    <Section title={t('logic_models:gaps.title')} note={t('logic_models:lacks', { n: m.gaps.length })}>
      <ul>
        {m.gaps.map((g) => {
          const i = m.indicators?.find((x) => x.key === g.indicator);
          return (
            <li key={[g.rule, g.stage, g.node, g.to, g.indicator].join('/')} className="py-0.5">
              <span className="text-warn">▲</span>{' '}
              {t(`logic_models:gap.${g.rule}`, {
                stage: g.stage ? t(`logic_models:nodes_stage.${g.stage}`) : '',
                node: name(g.node),
                to: name(g.to),
                indicator: i ? f.pick(i.name, i.nameEn) : '',
              })}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function Actions({ model: m }: { model: LogicModel }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [deleting, setDeleting] = useState(false);
  return (
    <>
      <Button can={m.can.delete} variant="quiet" onPress={() => setDeleting(true)}>
        {t('common:delete')}
      </Button>
      <Button can={m.can.update} onPress={() => void navigate({ to: '/logic-models/$id/edit', params: { id: m.id } })}>
        {t('common:edit')}
      </Button>
      {deleting && <DeleteLogicModel model={m} onClose={() => setDeleting(false)} />}
    </>
  );
}
