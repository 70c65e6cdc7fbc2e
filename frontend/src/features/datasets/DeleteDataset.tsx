import { useNavigate } from '@tanstack/react-router';
import { type Dataset, deleteDataset } from '@/api/datasets';
import { useFormat } from '@/i18n/format';
import { DeleteDialog } from '@/ui/act/DeleteDialog';

/** Removes an entry made by mistake or merged into another. */
export function DeleteDataset({ dataset, onClose }: { dataset: Dataset; onClose: () => void }) {
  const f = useFormat();
  const navigate = useNavigate();
  return (
    <DeleteDialog
      words="datasets"
      noun="datasets"
      id={dataset.id}
      name={f.name(dataset)}
      send={(reason) => deleteDataset(dataset.id, dataset.version, reason)}
      leave={() => navigate({ to: '/datasets' })}
      onClose={onClose}
    />
  );
}
