import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  createLogicModel,
  type LogicModel,
  type LogicModelEdit,
  logicModelOptions,
  updateLogicModel,
} from '@/api/logicModels';
import { keyOf } from '@/api/queries';
import { useFormat } from '@/i18n/format';
import { RecordForm } from '@/ui/form/RecordForm';
import { PageHead } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { toast } from '@/ui/toast';
import { logicEdit, logicFields } from './fields';
import { editable } from './model';

/** Enters a model, or edits what is said of it; elements and indicators are edited in the diagram. */
export function LogicForm({ id }: { id?: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { data: m, error, refetch } = useQuery({ ...logicModelOptions(id ?? ''), enabled: id !== undefined });
  if (id && error && !m) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (id && !m) return <SkeletonPage />;
  const open = (to: string) => void navigate({ to: '/logic-models/$id', params: { id: to } });
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={m ? t('logic_models:editTitle', { name: f.name(m) }) : t('logic_models:new')}
        code={m?.code}
        answer={t(m ? 'logic_models:editAnswer' : 'logic_models:newAnswer')}
      />
      <RecordForm<LogicModel>
        noun="logic_models"
        fields={m ? logicEdit : logicFields}
        record={m && editable(m)}
        verb={t(m ? 'logic_models:save' : 'logic_models:register')}
        can={m?.can.update}
        save={(body, { version, intent }) => {
          const level = Number(body.evidenceLevel);
          const draft = {
            ...body,
            evidenceLevel: level > 0 ? level : undefined,
            // The diagram's part goes along as it is.
            ...(m ? { nodes: m.nodes, links: m.links, indicators: m.indicators, actuals: m.actuals } : {}),
          } as unknown as LogicModelEdit;
          return id && version !== undefined ? updateLogicModel(id, draft, version) : createLogicModel(draft, intent);
        }}
        onSaved={(saved) => {
          cache.setQueryData(keyOf.one('logic-models', saved.id), saved);
          void cache.invalidateQueries({ queryKey: keyOf.all('logic-models') });
          toast(t(id ? 'logic_models:saved' : 'logic_models:registered', { name: f.name(saved) }));
          open(saved.id);
        }}
        onCancel={() => (id ? open(id) : void navigate({ to: '/logic-models' }))}
      />
    </div>
  );
}
