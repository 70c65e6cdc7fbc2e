import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Directive, type DirectiveEdit, directiveOptions, updateDirective } from '@/api/directives';
import { keyOf } from '@/api/queries';
import { RecordForm } from '@/ui/form/RecordForm';
import { PageHead } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { toast } from '@/ui/toast';
import { directiveEdit } from './fields';

/** Puts right what a directive says. */
export function DirectiveForm({ id }: { id: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { data: d, error, refetch } = useQuery(directiveOptions(id));
  if (error && !d) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!d) return <SkeletonPage />;
  const open = () => void navigate({ to: '/directives/$id', params: { id } });
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={t('directives:editTitle', { name: d.title })}
        code={d.code}
        answer={t('directives:editAnswer')}
      />
      <RecordForm<Directive>
        noun="directives"
        fields={directiveEdit}
        record={d}
        verb={t('directives:save')}
        can={d.can.update}
        save={(body, { version }) => updateDirective(id, body as unknown as DirectiveEdit, version ?? d.version)}
        onSaved={(saved) => {
          cache.setQueryData(keyOf.one('directives', saved.id), saved);
          void cache.invalidateQueries({ queryKey: keyOf.all('directives') });
          toast(t('directives:saved', { name: saved.title }));
          open();
        }}
        onCancel={open}
      />
    </div>
  );
}
