import { useNavigate } from '@tanstack/react-router';
import { deleteLogicModel, type LogicModel } from '@/api/logicModels';
import { useFormat } from '@/i18n/format';
import { DeleteDialog } from '@/ui/act/DeleteDialog';

/** Removes an entry made by mistake or merged into another. */
export function DeleteLogicModel({ model, onClose }: { model: LogicModel; onClose: () => void }) {
  const f = useFormat();
  const navigate = useNavigate();
  return (
    <DeleteDialog
      words="logic_models"
      noun="logic-models"
      id={model.id}
      name={f.name(model)}
      send={(reason) => deleteLogicModel(model.id, model.version, reason)}
      leave={() => navigate({ to: '/logic-models' })}
      onClose={onClose}
    />
  );
}
