import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { keyOf } from '@/api/queries';
import { type Case, type CaseEdit, caseOptions, proposeCase, updateCase } from '@/api/rationalisation';
import { useFormat } from '@/i18n/format';
import { RecordForm } from '@/ui/form/RecordForm';
import { PageHead } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { toast } from '@/ui/toast';
import { caseEdit, caseFields } from './fields';

const noun = 'rationalisation/cases';

/** The case as its form writes it: its systems with their names. */
export const editable = (c: Case): Case => ({
  ...c,
  members: c.members.map((m) => {
    const x = c.systems.find((s) => s.id === m.systemId);
    return {
      ...m,
      systemName: x?.name,
      systemNameEn: x?.nameEn,
      absorberName: x?.absorber.name,
      absorberNameEn: x?.absorber.nameEn,
    };
  }),
});

/** Proposes a consolidation, or changes a proposal. */
export function CaseForm({ id }: { id?: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { data: c, error, refetch } = useQuery({ ...caseOptions(id ?? ''), enabled: id !== undefined });
  if (id && error && !c) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (id && !c) return <SkeletonPage />;
  const open = (to: string) => void navigate({ to: '/rationalisation/cases/$id', params: { id: to } });
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={c ? t('cases:editTitle', { name: f.name(c) }) : t('cases:new')}
        code={c?.code}
        answer={t('cases:newAnswer')}
      />
      <RecordForm<Case>
        noun="cases"
        fields={c ? caseEdit : caseFields}
        record={c && editable(c)}
        defaults={{ members: [{}] }}
        verb={t(c ? 'cases:save' : 'cases:propose')}
        can={c?.can.update}
        save={(body, { version, intent }) => {
          const draft = body as unknown as CaseEdit;
          const sent = {
            ...draft,
            members: draft.members.map(({ systemId, absorbedBy, retireOn }) => ({ systemId, absorbedBy, retireOn })),
          };
          return id && version !== undefined ? updateCase(id, sent, version) : proposeCase(sent, intent);
        }}
        onSaved={(saved) => {
          cache.setQueryData(keyOf.one(noun, saved.id), saved);
          void cache.invalidateQueries({ queryKey: keyOf.all(noun) });
          void cache.invalidateQueries({ queryKey: ['rationalisation'] });
          toast(t(id ? 'cases:saved' : 'cases:proposed', { name: f.name(saved) }));
          open(saved.id);
        }}
        onCancel={() => (id ? open(id) : void navigate({ to: '/rationalisation/cases' }))}
      />
    </div>
  );
}
