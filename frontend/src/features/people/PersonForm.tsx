import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { createPerson, type Person, type PersonDraft, personOptions, readPerson, updatePerson } from '@/api/people';
import { keyOf } from '@/api/queries';
import { withCurrent } from '@/api/stale';
import { useFormat } from '@/i18n/format';
import { RecordForm } from '@/ui/form/RecordForm';
import { PageHead } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { toast } from '@/ui/toast';
import { personEdit, personFields } from './fields';

/** Adds a person, or edits one. Posts are given at the post, accounts on the person's page. */
export function PersonForm({ id }: { id?: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { data: person, error, refetch } = useQuery({ ...personOptions(id ?? ''), enabled: id !== undefined });
  if (id && error) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (id && !person) return <SkeletonPage />;
  const open = (to: string) => void navigate({ to: '/people/$id', params: { id: to } });
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={person ? t('people:editTitle', { name: f.name(person) }) : t('people:new')}
        code={person?.code}
        answer={t(person ? 'people:editAnswer' : 'people:newAnswer')}
      />
      <RecordForm<Person>
        noun="people"
        fields={person ? personEdit : personFields}
        record={person}
        defaults={{ active: true }}
        verb={t(person ? 'people:save' : 'people:register')}
        can={person?.can?.update}
        save={(body, { version, intent }) => {
          const draft = body as unknown as PersonDraft;
          return id && version !== undefined
            ? withCurrent(updatePerson(id, draft, version), () => readPerson(id))
            : createPerson(draft, intent);
        }}
        onSaved={(saved) => {
          cache.setQueryData(keyOf.one('people', saved.id), saved);
          void cache.invalidateQueries({ queryKey: keyOf.all('people') });
          toast(t(id ? 'people:saved' : 'people:registered', { name: f.name(saved) }));
          open(saved.id);
        }}
        onCancel={() => (id ? open(id) : void navigate({ to: '/people' }))}
      />
    </div>
  );
}
