import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { deleteOrganisation, type Organisation } from '@/api/organisations';
import { useFormat } from '@/i18n/format';
import { DeleteDialog } from '@/ui/act/DeleteDialog';

/** Takes out an entry made by mistake; what existed is ended by its last day instead. */
export function DeleteOrganisation({ organisation, onClose }: { organisation: Organisation; onClose: () => void }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  return (
    <DeleteDialog
      words="organisations"
      noun="organisations"
      id={organisation.id}
      name={f.name(organisation)}
      verb={t('organisations:deleteVerb')}
      send={(reason) => deleteOrganisation(organisation.id, organisation.version, reason)}
      leave={() => navigate({ to: '/organisations' })}
      onClose={onClose}
    />
  );
}
