import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { describe, detailOptions, type Profile, type ProfileEdit, redescribe } from '@/api/rationalisation';
import { useFormat } from '@/i18n/format';
import { RecordForm } from '@/ui/form/RecordForm';
import { PageHead } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { toast } from '@/ui/toast';
import { profileEdit, profileFields } from './fields';

/** Says of a system what rationalisation has to know: its functions, its lease, its successor, what its renewal costs. */
export function ProfileForm({ id }: { id: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { data: d, error, refetch } = useQuery(detailOptions(id));
  if (error && !d) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!d) return <SkeletonPage />;
  const back = () => void navigate({ to: '/systems/$id', params: { id }, search: { tab: 'rationalisation' } });
  const p = d.profile && {
    ...d.profile,
    capabilities: d.capabilities,
    successorName: d.successor?.name,
    successorNameEn: d.successor?.nameEn,
  };
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={t('profiles:editTitle', { name: f.name(d.system) })}
        code={d.system.code}
        answer={t('profiles:editAnswer')}
      />
      <RecordForm<Profile>
        noun="profiles"
        fields={p ? profileEdit : profileFields}
        record={p}
        verb={t('profiles:save')}
        can={d.can.describe}
        save={(body, { version, intent }) => {
          const draft = { ...(body as unknown as ProfileEdit), systemId: id };
          return p && version !== undefined ? redescribe(p.id, draft, version) : describe(draft, intent);
        }}
        onSaved={() => {
          void cache.invalidateQueries();
          toast(t('profiles:saved', { name: f.name(d.system) }));
          back();
        }}
        onCancel={back}
      />
    </div>
  );
}
