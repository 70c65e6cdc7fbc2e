import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Tree, treeOptions } from '@/api/organisations';
import { holds, meOptions } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { today } from '@/lib/dates';
import { readDay } from '@/lib/era';
import { Button } from '@/ui/Button';
import { MainLink } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import { DateField } from '@/ui/ParsedField';
import { EmptyState, FailedState, SkeletonRows } from '@/ui/states';
import { TextField } from '@/ui/TextField';
import { organisationKinds } from './fields';
import { countKinds, openAtFirst, rowsInSight } from './model';
import { TreeTable } from './TreeTable';

export interface TreeSearch {
  /** The day shown; today when absent. */
  on?: string;
  q?: string;
}

/** Who belongs to whom on a day. */
export function OrganisationTree({ search, onSearch }: { search: TreeSearch; onSearch: (patch: TreeSearch) => void }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { data: me } = useQuery(meOptions());
  const { data: tree, error, refetch, isFetching } = useQuery(treeOptions(search.on));
  const create = holds(me, 'organisations:create') && (
    <MainLink to="/organisations/new">{t('organisations:new')}</MainLink>
  );
  return (
    <div className="print-wide flex flex-col gap-4">
      <PageHead title={t('organisations:title')} answer={tree && <Answer tree={tree} />} actions={create} />
      <div className="no-print flex flex-wrap items-start gap-x-6 gap-y-3">
        <DateField
          label={t('organisations:on')}
          value={search.on ?? today()}
          onChange={(on) => {
            if (on && readDay(on) === on) onSearch({ ...search, on: on === today() ? undefined : on });
          }}
        />
        <TextField
          type="search"
          label={t('organisations:find')}
          value={search.q ?? ''}
          onChange={(q) => onSearch({ ...search, q: q || undefined })}
          className="w-72"
        />
      </div>
      {search.on && (
        <p
          role="status"
          className="flex flex-wrap items-center gap-x-3 border-accent border-l-4 bg-accent-soft px-3 py-1"
        >
          {t('organisations:otherDay', { on: f.day(search.on) })}
          <Button variant="quiet" onPress={() => onSearch({ ...search, on: undefined })}>
            {t('organisations:backToday')}
          </Button>
        </p>
      )}
      {error ? (
        <FailedState error={error} onRetry={() => void refetch()} />
      ) : !tree ? (
        <SkeletonRows />
      ) : tree.items.length === 0 ? (
        <EmptyState title={t('organisations:empty')} hint={t('organisations:emptyHint')} action={create} />
      ) : (
        <Branches
          tree={tree}
          q={search.q ?? ''}
          busy={isFetching}
          onClear={() => onSearch({ ...search, q: undefined })}
        />
      )}
    </div>
  );
}

/** How many organisations of which kind on the day. */
function Answer({ tree }: { tree: Tree }) {
  const { t } = useTranslation();
  const f = useFormat();
  const counts = countKinds(tree.items);
  const parts = organisationKinds.flatMap((k) =>
    counts[k] && k !== 'city' ? [t(`organisations:count.${k}`, { count: counts[k], shown: f.number(counts[k]) })] : [],
  );
  return [
    t('organisations:answer', { shown: f.number(tree.items.length), on: f.day(tree.on) }),
    ...parts,
    ...(tree.truncated ? [t('organisations:truncated')] : []),
  ].join(' · ');
}

function Branches({ tree, q, busy, onClear }: { tree: Tree; q: string; busy: boolean; onClear: () => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<Set<string> | null>(null);
  const f = useFormat();
  // Another day may have other branches; those that stay keep their state.
  const now = open ?? openAtFirst(tree.items);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `now` follows from open and the tree
  const rows = useMemo(() => rowsInSight(tree.items, now, q), [tree, open, q]);
  const toggle = (id: string, to?: boolean) => {
    const next = new Set(now);
    if (to ?? !next.has(id)) next.add(id);
    else next.delete(id);
    setOpen(next);
  };
  if (rows.length === 0)
    return (
      <EmptyState
        title={t('common:table.noneMatch')}
        hint={t('organisations:noneMatch')}
        action={<Button onPress={onClear}>{t('common:table.clear')}</Button>}
      />
    );
  return (
    <div className="flex flex-col gap-2" aria-busy={busy}>
      <div className="no-print flex flex-wrap items-center gap-2">
        <Button variant="quiet" onPress={() => setOpen(new Set(tree.items.map((n) => n.id)))} isDisabled={q !== ''}>
          {t('organisations:openAll')}
        </Button>
        <Button variant="quiet" onPress={() => setOpen(openAtFirst(tree.items))} isDisabled={q !== ''}>
          {t('organisations:shutAll')}
        </Button>
        <span role="status" className="text-ink-soft text-note">
          {q
            ? t('organisations:matches', { count: rows.filter((r) => r.match).length })
            : t('organisations:rows', { count: rows.length })}
        </span>
      </div>
      <TreeTable
        label={t('organisations:titleOn', { on: f.day(tree.on) })}
        rows={rows}
        searching={q !== ''}
        onToggle={toggle}
      />
    </div>
  );
}
