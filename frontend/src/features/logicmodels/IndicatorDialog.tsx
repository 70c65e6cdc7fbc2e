import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Indicator, type LogicModel, updateLogicModel } from '@/api/logicModels';
import { Problem } from '@/api/problem';
import { useFormat } from '@/i18n/format';
import { bodyOf, type Draft } from '@/lib/fields';
import { ActDialog } from '@/ui/act/ActDialog';
import { ActFields } from '@/ui/act/ActFields';
import { useAct } from '@/ui/act/useAct';
import { Button } from '@/ui/Button';
import { Select } from '@/ui/Choice';
import { toast } from '@/ui/toast';
import { indicatorFields } from './fields';
import { draftOf, withoutIndicator } from './model';

/** Puts an indicator into the model, changes it or takes it out. */
export function IndicatorDialog({
  model: m,
  indicator,
  onClose,
}: {
  model: LogicModel;
  indicator?: Indicator;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const f = useFormat();
  const list = m.indicators ?? [];
  const nodes = m.nodes ?? [];
  const source = m.datasets.find((d) => d.id === indicator?.datasetId);
  const [node, setNode] = useState(
    indicator?.node ?? m.gaps.find((g) => g.rule === 'no_indicator')?.node ?? nodes[0]?.key ?? '',
  );
  const [draft, setDraft] = useState<Draft>({
    direction: 'increase',
    ...indicator,
    datasetName: source?.name,
    datasetNameEn: source?.nameEn,
  });
  const at = indicator ? list.findIndex((i) => i.key === indicator.key) : list.length;
  const key = indicator?.key ?? fresh(list.map((i) => i.key));
  const next = { ...bodyOf(indicatorFields, draft), key, node } as unknown as Indicator;
  const act = useAct({
    send: () => {
      const d = draftOf(m);
      return updateLogicModel(m.id, { ...d, indicators: list.toSpliced(at, indicator ? 1 : 0, next) }, m.version);
    },
    onDone: () => toast(t('logic_models:indicator.saved')),
  });
  const out = useAct({
    send: () => updateLogicModel(m.id, withoutIndicator(draftOf(m), key), m.version),
    onDone: () => {
      toast(t('logic_models:indicator.gone'));
      onClose();
    },
  });
  const prefix = `indicators[${at}].`;
  const names =
    act.problem instanceof Problem
      ? Object.fromEntries(act.problem.errors.map((x) => [x.field, x.field.replace(prefix, '')]))
      : {};
  return (
    <ActDialog
      title={t(indicator ? 'logic_models:indicator.edit' : 'logic_models:indicator.add')}
      verb={t(indicator ? 'logic_models:indicator.save' : 'logic_models:indicator.put')}
      act={out.problem ? out : act}
      isOpen
      onClose={onClose}
      width="wide"
      waits={String(draft.name ?? '').trim() ? undefined : t('logic_models:indicator.waits')}
    >
      <div className="flex flex-col gap-4">
        <Select
          label={t('logic_models:field.indicators_node')}
          required
          value={node}
          onChange={setNode}
          options={nodes.map((n) => ({
            value: n.key,
            label: `${t(`logic_models:nodes_stage.${n.stage}`)}: ${f.pick(n.text, n.textEn)}`,
          }))}
        />
        <ActFields fields={indicatorFields} draft={draft} onDraft={setDraft} act={act} names={names} />
        {indicator && (
          <span>
            <Button variant="quiet" busy={out.busy} onPress={() => void out.run()}>
              {t('logic_models:indicator.takeOut')}
            </Button>
          </span>
        )}
      </div>
    </ActDialog>
  );
}

function fresh(taken: readonly string[]): string {
  for (let n = 1; ; n++) if (!taken.includes(`K${n}`)) return `K${n}`;
}
