import { useNavigate } from '@tanstack/react-router';
import { type Case, deleteCase, deletePilot, type Pilot } from '@/api/pilots';
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

/** Takes a case out that was recorded by mistake. */
export function DeleteCase({ item, onClose }: { item: Case; onClose: () => void }) {
  const navigate = useNavigate();
  return (
    <DeleteDialog
      words="pilot_cases"
      noun="pilots/cases"
      id={item.id}
      name={item.code ?? ''}
      send={(reason) => deleteCase(item.id, item.version, reason)}
      leave={() => navigate({ to: '/pilots/cases', search: { pilotId: item.pilotId } })}
      onClose={onClose}
    />
  );
}
