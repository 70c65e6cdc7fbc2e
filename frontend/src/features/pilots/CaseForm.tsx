import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Case, type CaseEdit, caseOptions, createCase, pilotOptions, updateCase } from '@/api/pilots';
import { keyOf } from '@/api/queries';
import { useFormat } from '@/i18n/format';
import { RecordForm } from '@/ui/form/RecordForm';
import { PageHead } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { toast } from '@/ui/toast';
import { caseEdit, caseFields } from './fields';

/** Records a case of a running pilot, or corrects one. */
export function CaseForm({ id, pilotId }: { id?: string; pilotId?: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { data: c, error, refetch } = useQuery({ ...caseOptions(id ?? ''), enabled: id !== undefined });
  const { data: p } = useQuery({ ...pilotOptions(pilotId ?? ''), enabled: pilotId !== undefined });
  if (id && error && !c) return <FailedState error={error} onRetry={() => void refetch()} />;
  if ((id && !c) || (pilotId && !p)) return <SkeletonPage />;
  const ward = p?.wards.length === 1 ? p.wards[0] : undefined;
  const kept = c ? { pilotId: c.pilotId, edition: c.edition } : {};
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={t(c ? 'pilot_cases:editTitle' : 'pilot_cases:new', { code: c?.code ?? '' })}
        answer={
          p
            ? f.name(p)
            : c
              ? t('pilot_cases:editAnswer', { pilot: f.pick(c.pilotName, c.pilotNameEn), edition: c.edition })
              : t('pilot_cases:newAnswer')
        }
      />
      <RecordForm<Case>
        noun="pilot_cases"
        fields={c ? caseEdit : caseFields}
        record={c}
        defaults={{
          pilotId: p?.id ?? '',
          pilotName: p?.name,
          pilotNameEn: p?.nameEn,
          edition: p?.sets.at(-1)?.edition ?? '',
          ...(ward ? { wardId: ward.id, wardName: ward.name, wardNameEn: ward.nameEn } : {}),
        }}
        verb={t(c ? 'pilot_cases:save' : 'pilot_cases:register')}
        can={c?.can?.record}
        save={(body, { version, intent }) => {
          const draft = body as unknown as CaseEdit;
          return id && version !== undefined
            ? updateCase(id, { ...draft, ...kept }, version)
            : createCase(draft, intent);
        }}
        onSaved={(saved) => {
          void cache.invalidateQueries({ queryKey: keyOf.all('pilots') });
          void cache.invalidateQueries({ queryKey: keyOf.all('pilots/cases') });
          toast(t(id ? 'pilot_cases:saved' : 'pilot_cases:registered', { code: saved.code }));
          void navigate({ to: '/pilots/cases/$id', params: { id: saved.id } });
        }}
        onCancel={() =>
          id
            ? void navigate({ to: '/pilots/cases/$id', params: { id } })
            : pilotId
              ? void navigate({ to: '/pilots/$id', params: { id: pilotId } })
              : void navigate({ to: '/pilots/cases' })
        }
      />
    </div>
  );
}
