import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newIntent } from '@/api/http';
import { keyOf } from '@/api/queries';
import { confirmSystem, deleteSystem, type System } from '@/api/systems';
import { useFormat } from '@/i18n/format';
import { DeleteDialog } from '@/ui/act/DeleteDialog';
import { Button } from '@/ui/Button';
import { FailedState } from '@/ui/states';
import { toast } from '@/ui/toast';

/** What may be done with a system; a refusal explains itself. */
export function SystemActions({ system }: { system: System }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const [deleting, setDeleting] = useState(false);
  const [intent] = useState(newIntent);
  const confirm = useMutation({
    mutationFn: () => confirmSystem(system.id, system.version, `${intent}-${system.version}`),
    onSuccess: (saved) => {
      cache.setQueryData(keyOf.one('systems', system.id), saved);
      void cache.invalidateQueries({ queryKey: keyOf.all('systems') });
      toast(t('systems:confirmed', { on: f.day(saved.confirmBy) }));
    },
    // Somebody changed it meanwhile: the reader should see what is to be confirmed.
    onError: () => void cache.invalidateQueries({ queryKey: keyOf.one('systems', system.id) }),
  });
  return (
    <>
      <Button can={system.can?.confirm} busy={confirm.isPending} onPress={() => confirm.mutate()} icon="check">
        {t('systems:confirm')}
      </Button>
      <Button can={system.can?.delete} variant="quiet" onPress={() => setDeleting(true)}>
        {t('common:delete')}
      </Button>
      <Button
        can={system.can?.update}
        variant="main"
        onPress={() => void navigate({ to: '/systems/$id/edit', params: { id: system.id } })}
      >
        {t('common:edit')}
      </Button>
      {confirm.error && (
        <div className="w-full">
          <FailedState error={confirm.error} compact />
        </div>
      )}
      {deleting && (
        <DeleteDialog
          words="systems"
          noun="systems"
          id={system.id}
          name={f.name(system)}
          verb={t('systems:deleteVerb')}
          send={(reason) => deleteSystem(system.id, system.version, reason)}
          leave={() => navigate({ to: '/systems' })}
          onClose={() => setDeleting(false)}
        />
      )}
    </>
  );
}
