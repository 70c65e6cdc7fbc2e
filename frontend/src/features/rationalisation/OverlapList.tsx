import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Overlap, overlapsOptions } from '@/api/rationalisation';
import { holds, meOptions } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { columnsOf } from '@/ui/fields/columns';
import { ButtonLink } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { DataTable } from '@/ui/table/DataTable';
import type { TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { overlapFacets, overlapFields, overlapNarrowed, overlapSort, overlapsQuery } from './fields';
import { Nav } from './Nav';
import { OverlapPreview } from './OverlapPreview';

/** Which systems do the same work, and what else speaks for merging them? */
export function OverlapList({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const onSearch = useTableSearch();
  const list = useQuery(overlapsOptions(overlapsQuery(search)));
  const { data: me } = useQuery(meOptions());
  const columns = useMemo(() => {
    const sep = t('common:listSeparator');
    const hints = (x: Overlap) =>
      [
        x.sameProduct && t('rationalisation:hint.product', { name: x.sameProduct }),
        x.sameVendor && t('rationalisation:hint.vendor', { name: x.sameVendor }),
        x.sameEntities.length > 0 && t('rationalisation:hint.entities', { names: x.sameEntities.join(sep) }),
      ]
        .filter(Boolean)
        .join(' · ');
    return columnsOf<Overlap>(overlapFields, {
      pair: (x) => `${f.name(x.a)} × ${f.name(x.b)}`,
      strength: (x) => <Strength value={x.strength} />,
      shared: (x) =>
        t('rationalisation:overlap.shared', {
          shared: x.shared,
          together: x.together,
          names: x.functions.map((c) => f.name(c)).join(sep),
        }),
      hints: (x) => hints(x) || '—',
    });
  }, [t, f]);
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('rationalisation:overlap.title')}
        answer={t('rationalisation:overlap.answer')}
        actions={
          holds(me, 'consolidations:create') && (
            <ButtonLink to="/rationalisation/cases/new">{t('cases:new')}</ButtonLink>
          )
        }
      />
      <Nav />
      <DataTable<Overlap>
        title={t('rationalisation:overlap.title')}
        columns={columns}
        facets={overlapFacets}
        narrowed={overlapNarrowed}
        data={list.data}
        error={list.error}
        isFetching={list.isFetching}
        onRetry={() => void list.refetch()}
        sort={overlapSort}
        search={search}
        onSearch={onSearch}
        rowLink={(x) => ({ to: '/systems/$id', params: { id: x.a.id }, search: { tab: 'rationalisation' } })}
        rowName={(x) => `${f.name(x.a)} × ${f.name(x.b)}`}
        card={(x) => ({
          title: `${f.name(x.a)} × ${f.name(x.b)}`,
          status: <Strength value={x.strength} />,
          facts: [f.percent(x.percent), x.functions.map((c) => f.name(c)).join(t('common:listSeparator'))],
        })}
        preview={(x) => <OverlapPreview item={x} onClose={() => onSearch({ row: undefined }, true)} />}
        empty={{ title: t('rationalisation:overlap.empty'), hint: t('rationalisation:overlap.emptyHint') }}
      />
    </div>
  );
}

function Strength({ value }: { value: Overlap['strength'] }) {
  const { t } = useTranslation();
  return (
    <StatusChip tone={value === 'strong' ? 'bad' : 'warn'} why={t(`rationalisation:overlap.why.${value}`)}>
      {t(`rationalisation:strength.${value}`)}
    </StatusChip>
  );
}
