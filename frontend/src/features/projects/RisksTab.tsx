import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { projectOptions, type Risk, risksOptions } from '@/api/projects';
import { useFormat } from '@/i18n/format';
import { cx } from '@/lib/cx';
import { Button } from '@/ui/Button';
import { Checkbox } from '@/ui/Choice';
import { IconButton } from '@/ui/IconButton';
import { Menu } from '@/ui/Menu';
import { Mark } from '@/ui/StatusChip';
import { EmptyState, FailedState, SkeletonRows } from '@/ui/states';
import { BandChip } from './Chips';
import { DeletePart } from './DeletePart';
import { matrixOf, risksIn } from './model';
import { RiskMatrix } from './RiskMatrix';

export interface RiskSearch {
  /** "impact.likelihood" of the cell chosen. */
  cell?: string;
  closed?: 'true';
}

/** What may go wrong and what already did, the weightiest first. */
export function RisksTab({
  projectId,
  search,
  onSearch,
}: {
  projectId: string;
  search: RiskSearch;
  onSearch: (patch: RiskSearch) => void;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data: project } = useQuery(projectOptions(projectId));
  const { data, error, refetch } = useQuery(risksOptions(projectId));
  if (error && !data) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!data || !project) return <SkeletonRows />;
  const add = (
    <Button
      icon="plus"
      can={project.can?.update}
      onPress={() => void navigate({ to: '/projects/$id/risks/new', params: { id: projectId } })}
    >
      {t('risks:new')}
    </Button>
  );
  if (data.items.length === 0)
    return <EmptyState title={t('risks:empty.title')} hint={t('risks:empty.hint')} action={add} />;
  const shown = risksIn(data.items, search.cell, search.closed === 'true');
  const heavy = data.items.filter((r) => r.state !== 'closed' && (r.band === 'critical' || r.band === 'high')).length;
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p>{t('risks:answer', { count: heavy, overdue: data.items.filter((r) => r.overdue).length })}</p>
        {add}
      </div>
      <div className="grid items-start gap-6 lg:grid-cols-[auto_1fr]">
        <RiskMatrix
          cells={matrixOf(data.items)}
          chosen={search.cell}
          onChoose={(cell) => onSearch({ ...search, cell })}
        />
        <div className="flex min-w-0 flex-col gap-2">
          <div className="flex flex-wrap items-center gap-4">
            <Checkbox
              label={t('risks:showClosed')}
              checked={search.closed === 'true'}
              onChange={(on) => onSearch({ ...search, closed: on ? 'true' : undefined })}
            />
            {search.cell && (
              <Button variant="quiet" icon="close" onPress={() => onSearch({ ...search, cell: undefined })}>
                {t('risks:allCells')}
              </Button>
            )}
          </div>
          <RiskList risks={shown} />
        </div>
      </div>
    </div>
  );
}

function RiskList({ risks }: { risks: Risk[] }) {
  const { t } = useTranslation();
  if (risks.length === 0) return <p className="text-ink-soft">{t('risks:noneHere')}</p>;
  return (
    <ul className="border-line border-t">
      {risks.map((r) => (
        <RiskRow key={r.id} risk={r} />
      ))}
    </ul>
  );
}

function RiskRow({ risk: r }: { risk: Risk }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const [deleting, setDeleting] = useState(false);
  const entries = [
    ...(r.can?.update?.allowed
      ? [
          {
            key: 'edit',
            label: t('common:edit'),
            onAction: () =>
              void navigate({ to: '/projects/$id/risks/$kid/edit', params: { id: r.projectId, kid: r.id } }),
          },
        ]
      : []),
    ...(r.can?.delete?.allowed
      ? [{ key: 'delete', label: t('common:delete'), danger: true, onAction: () => setDeleting(true) }]
      : []),
  ];
  return (
    <li className={cx('flex items-start gap-3 border-line border-b py-2', r.state === 'closed' && 'text-ink-faint')}>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className="font-bold">{r.title}</span>
          <BandChip band={r.band} />
          <span className="text-note text-ink-soft">
            {t('risks:score', { score: r.score, impact: r.impact, likelihood: r.likelihood })}
          </span>
        </p>
        <p className="flex flex-wrap gap-x-3 text-note text-ink-soft">
          <span>{t(`risks:kind.${r.kind}`)}</span>
          <span>{t(`risks:state.${r.state}`)}</span>
          <span>
            {r.ownerName ? t('risks:owner', { name: f.pick(r.ownerName, r.ownerNameEn) }) : t('risks:ownerManager')}
          </span>
          {r.dueOn && (
            <span className={cx('inline-flex items-center gap-1', r.overdue && 'text-bad')}>
              {r.overdue && <Mark tone="bad" />}
              {t(r.overdue ? 'risks:overdue' : 'risks:due', { on: f.dayShort(r.dueOn) })}
            </span>
          )}
        </p>
        {r.description && <p className="measure mt-1 whitespace-pre-line">{r.description}</p>}
        {r.response && (
          <p className="measure mt-1 whitespace-pre-line text-ink-soft">
            {t('risks:responseText', { text: r.response })}
          </p>
        )}
      </div>
      {entries.length > 0 && (
        <Menu
          trigger={<IconButton icon="more" label={t('risks:actionsFor', { name: r.title })} />}
          label={t('risks:actions')}
          groups={[{ entries }]}
        />
      )}
      {deleting && <DeletePart part="risks" record={r} name={r.title} onClose={() => setDeleting(false)} />}
    </li>
  );
}
