import { useNavigate } from '@tanstack/react-router';
import { deletePilot, type Pilot } from '@/api/pilots';
import { useFormat } from '@/i18n/format';
import { DeleteDialog } from '@/ui/act/DeleteDialog';

/** Removes a pilot that never began. */
export function DeletePilot({ pilot, onClose }: { pilot: Pilot; onClose: () => void }) {
  const f = useFormat();
  const navigate = useNavigate();
  return (
    <DeleteDialog
      words="pilots"
      noun="pilots"
      id={pilot.id}
      name={f.name(pilot)}
      send={(reason) => deletePilot(pilot.id, pilot.version, reason)}
      leave={() => navigate({ to: '/pilots' })}
      onClose={onClose}
    />
  );
}
