import { useNavigate } from '@tanstack/react-router';
import { deleteProcedure, type Procedure } from '@/api/procedures';
import { useFormat } from '@/i18n/format';
import { DeleteDialog } from '@/ui/act/DeleteDialog';

/** Removes an entry made by mistake or merged into another. */
export function DeleteProcedure({ procedure, onClose }: { procedure: Procedure; onClose: () => void }) {
  const f = useFormat();
  const navigate = useNavigate();
  return (
    <DeleteDialog
      words="procedures"
      noun="procedures"
      id={procedure.id}
      name={f.name(procedure)}
      send={(reason) => deleteProcedure(procedure.id, procedure.version, reason)}
      leave={() => navigate({ to: '/procedures' })}
      onClose={onClose}
    />
  );
}
