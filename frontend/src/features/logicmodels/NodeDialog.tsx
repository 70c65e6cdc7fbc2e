import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type LogicModel, type LogicNode, type Stage, updateLogicModel } from '@/api/logicModels';
import { useFormat } from '@/i18n/format';
import type { Draft } from '@/lib/fields';
import { ActDialog } from '@/ui/act/ActDialog';
import { ActFields } from '@/ui/act/ActFields';
import { useAct } from '@/ui/act/useAct';
import { Button } from '@/ui/Button';
import { CheckboxGroup } from '@/ui/Choice';
import { toast } from '@/ui/toast';
import { nodeFields } from './fields';
import { draftOf, nextKey, placeOf, withNode, withoutNode } from './model';

/** Puts an element into the model, changes it or takes it out, with what leads to it and what it leads to. */
export function NodeDialog({
  model: m,
  node,
  stage,
  onClose,
}: {
  model: LogicModel;
  node?: LogicNode;
  stage: Stage;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const f = useFormat();
  const nodes = m.nodes ?? [];
  const links = m.links ?? [];
  const [draft, setDraft] = useState<Draft>({ stage, text: '', textEn: '', ...node });
  const [from, setFrom] = useState(links.filter((l) => l.to === node?.key).map((l) => l.from));
  const [to, setTo] = useState(links.filter((l) => l.from === node?.key).map((l) => l.to));
  const place = placeOf(draft.stage as Stage);
  const others = nodes.filter((n) => n.key !== node?.key);
  const before = others.filter((n) => placeOf(n.stage) < place);
  const after = others.filter((n) => placeOf(n.stage) > place);
  const key =
    node?.key ??
    nextKey(
      draft.stage as Stage,
      nodes.map((n) => n.key),
    );
  const option = (n: LogicNode) => ({ value: n.key, label: `${n.key} ${f.pick(n.text, n.textEn)}` });
  const among = (chosen: string[], list: LogicNode[]) => chosen.filter((k) => list.some((n) => n.key === k));
  const next: LogicNode = {
    key,
    stage: draft.stage as Stage,
    text: String(draft.text ?? '').trim(),
    ...(draft.textEn ? { textEn: String(draft.textEn) } : {}),
  };
  const act = useAct({
    send: () => updateLogicModel(m.id, withNode(draftOf(m), next, among(from, before), among(to, after)), m.version),
    onDone: () => toast(t('logic_models:node.saved')),
  });
  const out = useAct({
    send: () => updateLogicModel(m.id, withoutNode(draftOf(m), key), m.version),
    onDone: () => {
      toast(t('logic_models:node.gone'));
      onClose();
    },
  });
  return (
    <ActDialog
      title={t(node ? 'logic_models:node.edit' : 'logic_models:node.add')}
      verb={t(node ? 'logic_models:node.save' : 'logic_models:node.put')}
      act={out.problem ? out : act}
      isOpen
      onClose={onClose}
      width="wide"
      waits={next.text ? undefined : t('logic_models:node.waits')}
    >
      <div className="flex flex-col gap-4">
        <ActFields fields={nodeFields} draft={draft} onDraft={setDraft} act={act} />
        {before.length > 0 && (
          <CheckboxGroup
            label={t('logic_models:node.from')}
            values={from}
            onChange={setFrom}
            options={before.map(option)}
          />
        )}
        {after.length > 0 && (
          <CheckboxGroup label={t('logic_models:node.to')} values={to} onChange={setTo} options={after.map(option)} />
        )}
        {node && (
          <span>
            <Button variant="quiet" busy={out.busy} onPress={() => void out.run()}>
              {t('logic_models:node.takeOut')}
            </Button>
          </span>
        )}
      </div>
    </ActDialog>
  );
}
