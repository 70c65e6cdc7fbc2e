import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  createTarget,
  deleteTarget,
  type TargetDraft,
  type TargetEdit,
  type TargetItem,
  targetOptions,
  targetsOptions,
  updateTarget,
} from '@/api/maturity';
import { holds, meOptions } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { ActDialog } from '@/ui/act/ActDialog';
import { useAct } from '@/ui/act/useAct';
import { Button } from '@/ui/Button';
import { columnsOf } from '@/ui/fields/columns';
import { History } from '@/ui/fields/History';
import { RecordForm } from '@/ui/form/RecordForm';
import { MainLink } from '@/ui/Link';
import { PageHead, Section } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { TextArea } from '@/ui/TextField';
import { DataTable } from '@/ui/table/DataTable';
import type { TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { toast } from '@/ui/toast';
import { targetEdit, targetFacets, targetFields, targetSort, targetsQuery } from './fields';

/** Which level is each unit to have reached, and by when? */
export function TargetList({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const onSearch = useTableSearch();
  const list = useQuery(targetsOptions(targetsQuery(search)));
  const { data: me } = useQuery(meOptions());
  const columns = useMemo(() => columnsOf<TargetItem>(targetFields, {}), []);
  const create = holds(me, 'maturity:target') && (
    <MainLink to="/maturity/targets/new">{t('maturity:targets.new')}</MainLink>
  );
  return (
    <div className="flex flex-col gap-4">
      <PageHead title={t('maturity:targets.title')} answer={t('maturity:targets.answer')} actions={create} />
      <DataTable<TargetItem>
        title={t('maturity:targets.title')}
        columns={columns}
        facets={targetFacets}
        data={list.data}
        error={list.error}
        isFetching={list.isFetching}
        onRetry={() => void list.refetch()}
        sort={targetSort}
        search={search}
        onSearch={onSearch}
        rowLink={(x) => ({ to: '/maturity/targets/$id', params: { id: x.id } })}
        rowName={(x) => x.code ?? x.id}
        card={(x) => ({
          title: f.pick(x.sectionName, x.sectionNameEn),
          status: t('maturity:targetIs', { level: x.level }),
          facts: [f.fiscalYear(x.fiscalYear), x.model],
        })}
        empty={{ title: t('maturity:targets.empty'), hint: t('maturity:targets.emptyHint'), action: create }}
      />
    </div>
  );
}

/** Sets a target, or changes one. */
export function TargetForm({ id }: { id?: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const [deleting, setDeleting] = useState(false);
  const { data: target, error, refetch } = useQuery({ ...targetOptions(id ?? ''), enabled: id !== undefined });
  if (id && error) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (id && !target) return <SkeletonPage />;
  const back = () => void navigate({ to: '/maturity/targets' });
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={
          target
            ? t('maturity:targets.of', { unit: f.pick(target.sectionName, target.sectionNameEn) })
            : t('maturity:targets.new')
        }
        code={target?.code}
        actions={
          target && (
            <Button can={target.can.target} variant="quiet" onPress={() => setDeleting(true)}>
              {t('common:delete')}
            </Button>
          )
        }
      />
      <RecordForm<TargetItem>
        noun="maturity_targets"
        fields={target ? targetEdit : targetFields}
        record={target}
        defaults={{ model: 'CMMI-ACQ-V13' }}
        verb={t('maturity:targets.save')}
        can={target?.can.target}
        save={(body, { version, intent }) =>
          id && version !== undefined
            ? updateTarget(id, body as unknown as TargetEdit, version)
            : createTarget(body as unknown as TargetDraft, intent)
        }
        onSaved={() => {
          void cache.invalidateQueries();
          toast(t('maturity:targets.saved'));
          back();
        }}
        onCancel={back}
      />
      {target && (
        <Section title={t('maturity:tabs.history')}>
          <History noun="maturity/targets" id={target.id} fields={targetFields} />
        </Section>
      )}
      {deleting && target && <DeleteTarget target={target} onClose={() => setDeleting(false)} onDone={back} />}
    </div>
  );
}

function DeleteTarget({ target, onClose, onDone }: { target: TargetItem; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const act = useAct({
    send: () => deleteTarget(target.id, target.version, reason.trim()),
    onDone: () => {
      toast(t('maturity:targets.deleted'));
      onDone();
    },
  });
  return (
    <ActDialog
      title={t('maturity:targets.delete')}
      verb={t('maturity:targets.delete')}
      danger
      act={act}
      isOpen
      onClose={onClose}
      waits={reason.trim() ? undefined : t('maturity:ask.reasonFirst')}
    >
      <TextArea label={t('maturity:ask.reason')} required value={reason} onChange={setReason} maxLength={500} />
    </ActDialog>
  );
}
