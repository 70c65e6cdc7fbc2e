import { useNavigate } from '@tanstack/react-router';
import { deleteFinding, type Finding } from '@/api/findings';
import { useFormat } from '@/i18n/format';
import { DeleteDialog } from '@/ui/act/DeleteDialog';

/** Removes a draft; what was notified is withdrawn instead. */
export function DeleteFinding({ finding, onClose }: { finding: Finding; onClose: () => void }) {
  const f = useFormat();
  const navigate = useNavigate();
  return (
    <DeleteDialog
      words="findings"
      noun="findings"
      id={finding.id}
      name={f.name(finding)}
      send={(reason) => deleteFinding(finding.id, finding.version, reason)}
      leave={() => navigate({ to: '/findings' })}
      onClose={onClose}
    />
  );
}
