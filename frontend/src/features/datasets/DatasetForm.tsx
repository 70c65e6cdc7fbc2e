import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { createDataset, type Dataset, type DatasetEdit, datasetOptions, updateDataset } from '@/api/datasets';
import { keyOf } from '@/api/queries';
import { useFormat } from '@/i18n/format';
import { RecordForm } from '@/ui/form/RecordForm';
import { PageHead } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { toast } from '@/ui/toast';
import { datasetNew, editFieldsOf } from './fields';
import { editable, pinned } from './model';

/** Enters a dataset, or edits one. */
export function DatasetForm({ id }: { id?: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { data: d, error, refetch } = useQuery({ ...datasetOptions(id ?? ''), enabled: id !== undefined });
  const fields = useMemo(() => (d ? editFieldsOf(d) : datasetNew), [d]);
  if (id && error && !d) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (id && !d) return <SkeletonPage />;
  const open = (to: string) => void navigate({ to: '/datasets/$id', params: { id: to } });
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={d ? t('datasets:editTitle', { name: f.name(d) }) : t('datasets:new')}
        code={d?.code}
        answer={t(!d ? 'datasets:newAnswer' : pinned(d) ? 'datasets:editPinned' : 'datasets:editAnswer')}
      />
      <RecordForm<Dataset>
        noun="datasets"
        fields={fields}
        record={d && editable(d)}
        verb={t(d ? 'datasets:save' : 'datasets:register')}
        can={d?.can.update}
        save={(body, { version, intent }) => {
          const draft = body as unknown as DatasetEdit;
          return id && version !== undefined ? updateDataset(id, draft, version) : createDataset(draft, intent);
        }}
        onSaved={(saved) => {
          cache.setQueryData(keyOf.one('datasets', saved.id), saved);
          void cache.invalidateQueries({ queryKey: keyOf.all('datasets') });
          toast(t(id ? 'datasets:saved' : 'datasets:registered', { name: f.name(saved) }));
          open(saved.id);
        }}
        onCancel={() => (id ? open(id) : void navigate({ to: '/datasets' }))}
      />
    </div>
  );
}
