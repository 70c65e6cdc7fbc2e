import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  createTarget,
  deleteTarget,
  type Target,
  type TargetEdit,
  targetOptions,
  targetsOptions,
  updateTarget,
} from '@/api/availability';
import { keyOf } from '@/api/queries';
import { holds, meOptions } from '@/api/session';
import { useFormat } from '@/i18n/format';
import type { Draft } from '@/lib/fields';
import { ReasonDialog } from '@/ui/act/ReasonDialog';
import { Button } from '@/ui/Button';
import { columnsOf } from '@/ui/fields/columns';
import { FactSheet } from '@/ui/fields/FactSheet';
import { History } from '@/ui/fields/History';
import { RecordForm } from '@/ui/form/RecordForm';
import { Link, MainLink } from '@/ui/Link';
import { PageHead, Section } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { DataTable } from '@/ui/table/DataTable';
import type { TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { toast } from '@/ui/toast';
import { AvailabilityNav } from './AvailabilityNav';
import { targetEdit, targetFacets, targetFields, targetsQuery } from './fields';
import { targetText } from './model';

/** Which system promises which hours, and how much of them? */
export function TargetList({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const onSearch = useTableSearch();
  const list = useQuery(targetsOptions(targetsQuery(search)));
  const { data: me } = useQuery(meOptions());
  const columns = useMemo(
    () =>
      columnsOf<Target>(targetFields, {
        systemId: (l) => f.pick(l.systemName, l.systemNameEn),
        calendarId: (l) => (l.calendarId ? f.pick(l.calendarName, l.calendarNameEn) : t('targets:noService')),
        target: (l) => (l.effective === null ? '—' : <span className="num">{targetText(f, l.effective)}</span>),
      }),
    [t, f],
  );
  const create = holds(me, 'targets:keep') && <MainLink to="/availability/targets/new">{t('targets:new')}</MainLink>;
  return (
    <div className="flex flex-col gap-4">
      <PageHead title={t('targets:title')} answer={t('targets:answer')} actions={create} />
      <AvailabilityNav />
      <DataTable<Target>
        title={t('targets:title')}
        columns={columns}
        facets={targetFacets}
        data={list.data}
        error={list.error}
        isFetching={list.isFetching}
        onRetry={() => void list.refetch()}
        sort="system"
        search={search}
        onSearch={onSearch}
        rowLink={(l) => ({ to: '/availability/targets/$id', params: { id: l.id } })}
        rowName={(l) => f.pick(l.systemName, l.systemNameEn)}
        card={(l) => ({
          title: f.pick(l.systemName, l.systemNameEn),
          status: l.effective === null ? '—' : targetText(f, l.effective),
          facts: [
            l.calendarId ? f.pick(l.calendarName, l.calendarNameEn) : t('targets:noService'),
            f.dayShort(l.validFrom),
          ],
        })}
        empty={{ title: t('targets:empty'), hint: t('targets:emptyHint'), action: create }}
        filterNames={Object.fromEntries(
          (list.data?.items ?? []).map((l) => [l.ownerId, f.pick(l.ownerName, l.ownerNameEn)]),
        )}
      />
    </div>
  );
}

/** One service level of a system. */
export function TargetPage({ id }: { id: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const [deleting, setDeleting] = useState(false);
  const { data: l, error, refetch } = useQuery(targetOptions(id));
  if (error && !l) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!l) return <SkeletonPage />;
  return (
    <div className="flex flex-col gap-8">
      <PageHead
        title={f.pick(l.systemName, l.systemNameEn)}
        code={l.systemCode}
        answer={t('targets:from', { on: f.day(l.validFrom) })}
        actions={
          <>
            <Button variant="quiet" can={l.can.keep} onPress={() => setDeleting(true)}>
              {t('common:delete')}
            </Button>
            <Button
              variant="main"
              can={l.can.keep}
              onPress={() => void navigate({ to: '/availability/targets/$id/edit', params: { id } })}
            >
              {t('common:edit')}
            </Button>
          </>
        }
      />
      <FactSheet
        noun="targets"
        fields={targetFields}
        record={l}
        render={{
          systemId: (
            <Link to="/availability/systems/$id" params={{ id: l.systemId }}>
              {f.pick(l.systemName, l.systemNameEn)}
            </Link>
          ),
          calendarId: l.calendarId ? (
            <Link to="/availability/calendars/$id" params={{ id: l.calendarId }}>
              {f.pick(l.calendarName, l.calendarNameEn)}
            </Link>
          ) : (
            t('targets:noService')
          ),
          target: l.effective === null ? '—' : targetText(f, l.effective),
        }}
      />
      <Section title={t('common:history.title')}>
        <History noun="availability/targets" id={id} fields={targetFields} />
      </Section>
      {deleting && <DeleteTarget level={l} onClose={() => setDeleting(false)} />}
    </div>
  );
}

function DeleteTarget({ level, onClose }: { level: Target; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <ReasonDialog
      title={t('targets:delete')}
      verb={t('targets:delete')}
      effect={t('targets:deleteEffect')}
      danger
      send={(reason) => deleteTarget(level.id, level.version, reason)}
      onDone={() => void navigate({ to: '/availability/targets' })}
      onClose={onClose}
    />
  );
}

const percent = /^(\d{1,3})(?:\.(\d{1,4}))?$/;

/** "99.9" as millionths of the whole; null for what is no percentage. */
function millionths(text: unknown): number | null {
  const m = percent.exec(
    String(text ?? '')
      .normalize('NFKC')
      .replace(/%$/, '')
      .trim(),
  );
  const n = m ? Number(m[1]) * 10_000 + Number((m[2] ?? '').padEnd(4, '0')) : 0;
  return n > 0 && n <= 1_000_000 ? n : null;
}

/** Registers the service level of a system from a day on, or changes one. */
export function TargetForm({ id, systemId, systemName }: { id?: string; systemId?: string; systemName?: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { data: level, error, refetch } = useQuery({ ...targetOptions(id ?? ''), enabled: id !== undefined });
  if (id && error) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (id && !level) return <SkeletonPage />;
  const open = (to: string) => void navigate({ to: '/availability/targets/$id', params: { id: to } });
  const given = level?.target;
  const record = level && { ...level, target: given === undefined || given === null ? '' : String(given / 10_000) };
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={level ? f.pick(level.systemName, level.systemNameEn) : t('targets:new')}
        code={level?.systemCode}
        answer={t('targets:formAnswer')}
      />
      <RecordForm<Target>
        noun="targets"
        fields={level ? targetEdit : targetFields}
        record={record as unknown as Target | undefined}
        defaults={systemId ? { systemId, systemName } : undefined}
        verb={t(level ? 'targets:save' : 'targets:register')}
        can={level?.can.keep}
        check={(d: Draft) =>
          d.target && millionths(d.target) === null ? [{ field: 'target', rule: 'percent_format' }] : []
        }
        save={(body, { version, intent }) => {
          const draft = { ...body, target: millionths(body.target) ?? undefined } as unknown as TargetEdit;
          return id && version !== undefined ? updateTarget(id, draft, version) : createTarget(draft, intent);
        }}
        onSaved={(saved) => {
          cache.setQueryData(keyOf.one('availability/targets', saved.id), saved);
          void cache.invalidateQueries();
          toast(t('targets:saved', { name: f.pick(saved.systemName, saved.systemNameEn) }));
          open(saved.id);
        }}
        onCancel={() => (id ? open(id) : void navigate({ to: '/availability/targets' }))}
      />
    </div>
  );
}
