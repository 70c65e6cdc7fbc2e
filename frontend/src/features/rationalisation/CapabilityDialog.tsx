import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '@/api/problem';
import {
  type CapabilityMap,
  type CapabilityNode,
  createCapability,
  deleteCapability,
  updateCapability,
} from '@/api/rationalisation';
import { useFormat } from '@/i18n/format';
import { type Draft, draftOf } from '@/lib/fields';
import { ActDialog } from '@/ui/act/ActDialog';
import { ReasonDialog } from '@/ui/act/ReasonDialog';
import { useAct } from '@/ui/act/useAct';
import { Button } from '@/ui/Button';
import { FieldInput } from '@/ui/form/FieldInput';
import { faultsWithin } from '@/ui/form/faults';
import { toast } from '@/ui/toast';
import { capabilityFields } from './fields';

const fields = capabilityFields.filter((x) => !x.derived);

/** Enters a business function, changes it, or takes one out that nothing belongs to. */
export function CapabilityDialog({
  node,
  parents,
  can,
  onClose,
}: {
  node?: CapabilityNode;
  parents: readonly CapabilityNode[];
  can: CapabilityMap['can'];
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const f = useFormat();
  const parent = parents.find((x) => x.id === node?.parentId);
  const [draft, setDraft] = useState<Draft>(() => draftOf(fields, node && { ...node, parentName: parent?.name }));
  const [removing, setRemoving] = useState(false);
  const act = useAct({
    send: (intent) => {
      const body = Object.fromEntries(fields.map((x) => [x.key, String(draft[x.key] ?? '')])) as {
        code: string;
        name: string;
      };
      return node ? updateCapability(node.id, body, node.version) : createCapability(body, intent);
    },
    onDone: (saved) => toast(t('capabilities:saved', { name: f.name(saved) })),
  });
  const faults = act.problem instanceof Problem ? act.problem.errors : [];
  if (node && removing)
    return (
      <ReasonDialog
        title={t('capabilities:deleteTitle', { name: f.name(node) })}
        effect={t('capabilities:deleteText')}
        verb={t('common:delete')}
        danger
        maxLength={500}
        send={(reason) => deleteCapability(node.id, node.version, reason)}
        onDone={() => toast(t('capabilities:deleted', { name: f.name(node) }))}
        onClose={onClose}
      />
    );
  return (
    <ActDialog
      title={node ? t('capabilities:editTitle', { name: f.name(node) }) : t('capabilities:new')}
      verb={t(node ? 'capabilities:save' : 'capabilities:register')}
      act={act}
      isOpen
      onClose={onClose}
      width="wide"
      waits={draft.code && draft.name ? undefined : t('capabilities:waits')}
    >
      <div className="flex flex-col gap-4">
        {fields.map((x) => (
          <FieldInput
            key={x.key}
            field={x}
            draft={draft}
            onChange={(patch) => setDraft((d) => ({ ...d, ...patch }))}
            faults={faultsWithin(faults, x.key)}
            path={x.key}
          />
        ))}
        {node && (
          <span>
            <Button can={can.delete} variant="quiet" onPress={() => setRemoving(true)}>
              {t('capabilities:delete')}
            </Button>
          </span>
        )}
      </div>
    </ActDialog>
  );
}
