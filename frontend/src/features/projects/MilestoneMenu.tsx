import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Milestone } from '@/api/projects';
import { IconButton } from '@/ui/IconButton';
import { Menu } from '@/ui/Menu';
import { DeletePart } from './DeletePart';
import { RebaselineDialog } from './RebaselineDialog';

/** What may be done with a milestone; nothing at all shows no menu. */
export function MilestoneMenu({ milestone }: { milestone: Milestone }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [asks, setAsks] = useState<'rebaseline' | 'delete' | null>(null);
  const { can = {}, projectId, id } = milestone;
  const entries = [
    ...(can.update?.allowed
      ? [
          {
            key: 'edit',
            label: t('common:edit'),
            onAction: () =>
              void navigate({ to: '/projects/$id/milestones/$mid/edit', params: { id: projectId, mid: id } }),
          },
        ]
      : []),
    ...(can.rebaseline?.allowed
      ? [{ key: 'rebaseline', label: t('milestones:rebaseline'), onAction: () => setAsks('rebaseline') }]
      : []),
    ...(can.delete?.allowed
      ? [{ key: 'delete', label: t('common:delete'), danger: true, onAction: () => setAsks('delete') }]
      : []),
  ];
  if (entries.length === 0) return null;
  return (
    <>
      <Menu
        trigger={<IconButton icon="more" label={t('milestones:actionsFor', { name: milestone.name })} />}
        label={t('milestones:actions')}
        groups={[{ entries }]}
      />
      {asks === 'rebaseline' && <RebaselineDialog milestone={milestone} onClose={() => setAsks(null)} />}
      {asks === 'delete' && (
        <DeletePart part="milestones" record={milestone} name={milestone.name} onClose={() => setAsks(null)} />
      )}
    </>
  );
}
