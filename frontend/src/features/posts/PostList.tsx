import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type PostItem, postFacetsOptions, postsOptions } from '@/api/posts';
import { holds, meOptions } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { columnsOf } from '@/ui/fields/columns';
import { MainLink } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { DataTable } from '@/ui/table/DataTable';
import type { TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { postColumnFields, postFacets, postSort, postsQuery } from './fields';

/** Which posts there are, who holds them today, and what they may do. */
export function PostList({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const onSearch = useTableSearch();
  const query = postsQuery(search);
  const list = useQuery(postsOptions(query));
  const counts = useQuery(postFacetsOptions(query));
  const { data: me } = useQuery(meOptions());
  const create = holds(me, 'posts:create') && <MainLink to="/posts/new">{t('posts:new')}</MainLink>;
  const words = useMemo(() => {
    const holders = (p: PostItem) =>
      p.holders.length > 0 ? (
        p.holders
          .map((h) => (h.acting ? `${f.name(h)} (${t('shell:person.acting')})` : f.name(h)))
          .join(t('common:listSeparator'))
      ) : (
        <StatusChip tone="unknown">{t('posts:vacantNow')}</StatusChip>
      );
    const roles = (p: PostItem) => p.roles.map((r) => t(`common:role.${r}`)).join(t('common:listSeparator')) || '—';
    const authority = (p: PostItem) => (p.authority ? t(`posts:authority.${p.authority}`) : '—');
    return { holders, roles, authority };
  }, [t, f]);
  const columns = useMemo(
    () =>
      columnsOf<PostItem>(postColumnFields, {
        title: (p) => f.name(p),
        holdersToday: words.holders,
        rolesToday: words.roles,
        authority: words.authority,
      }),
    [f, words],
  );
  const total = list.data?.total;
  const names = Object.fromEntries(
    (list.data?.items ?? []).map((p) => [p.organisationId, f.pick(p.organisationName, p.organisationNameEn)]),
  );
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('posts:title')}
        answer={
          total !== undefined &&
          t('posts:answer', {
            all: t(list.data?.totalCapped ? 'common:totalCapped' : 'common:total', {
              count: total,
              shown: f.number(total),
            }),
          })
        }
        actions={create}
      />
      <DataTable<PostItem>
        title={t('posts:title')}
        columns={columns}
        facets={postFacets}
        counts={counts.data}
        data={list.data}
        error={list.error}
        isFetching={list.isFetching}
        onRetry={() => void list.refetch()}
        sort={postSort}
        search={search}
        onSearch={onSearch}
        rowLink={(p) => ({ to: '/posts/$id', params: { id: p.id } })}
        rowName={(p) => f.name(p)}
        card={(p) => ({
          title: f.name(p),
          status: words.holders(p),
          facts: [f.pick(p.organisationName, p.organisationNameEn), words.roles(p)],
        })}
        empty={{ title: t('posts:empty'), hint: t('posts:emptyHint'), action: create }}
        filterNames={names}
      />
    </div>
  );
}
