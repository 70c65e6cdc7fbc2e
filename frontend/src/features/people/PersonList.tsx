import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type PersonItem, peopleFacetsOptions, peopleOptions } from '@/api/people';
import { holds, meOptions } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { columnsOf } from '@/ui/fields/columns';
import { MainLink } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { DataTable } from '@/ui/table/DataTable';
import type { TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { peopleQuery, personColumnFields, personFacets, personSort } from './fields';
import { rolesOf } from './model';

/** Who works here, in which post, with which roles. */
export function PersonList({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const onSearch = useTableSearch();
  const query = peopleQuery(search);
  const list = useQuery(peopleOptions(query));
  const counts = useQuery(peopleFacetsOptions(query));
  const { data: me } = useQuery(meOptions());
  const create = holds(me, 'people:create') && <MainLink to="/people/new">{t('people:new')}</MainLink>;
  const words = useMemo(() => {
    const posts = (p: PersonItem) =>
      p.posts
        .map((h) => {
          const name = `${f.pick(h.organisationName, h.organisationNameEn)} ${f.name(h)}`.trim();
          return h.acting ? `${name} (${t('shell:person.acting')})` : name;
        })
        .join(t('common:listSeparator')) || t('people:noPost');
    const roles = (p: PersonItem) =>
      rolesOf(p)
        .map((r) => t(`common:role.${r}`))
        .join(t('common:listSeparator')) || '—';
    const active = (p: PersonItem) => (
      <StatusChip tone={p.active ? 'good' : 'unknown'}>{t(p.active ? 'people:active' : 'people:inactive')}</StatusChip>
    );
    return { posts, roles, active };
  }, [t, f]);
  const columns = useMemo(
    () => columnsOf<PersonItem>(personColumnFields, { name: (p) => f.name(p), ...words }),
    [f, words],
  );
  const total = list.data?.total;
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('people:title')}
        answer={
          total !== undefined &&
          t('people:answer', {
            all: t(list.data?.totalCapped ? 'common:totalCapped' : 'common:total', {
              count: total,
              shown: f.number(total),
            }),
          })
        }
        actions={create}
      />
      <DataTable<PersonItem>
        title={t('people:title')}
        columns={columns}
        facets={personFacets}
        counts={counts.data}
        data={list.data}
        error={list.error}
        isFetching={list.isFetching}
        onRetry={() => void list.refetch()}
        sort={personSort}
        search={search}
        onSearch={onSearch}
        rowLink={(p) => ({ to: '/people/$id', params: { id: p.id } })}
        rowName={(p) => f.name(p)}
        card={(p) => ({ title: f.name(p), status: words.active(p), facts: [p.code, words.posts(p)] })}
        empty={{ title: t('people:empty'), hint: t('people:emptyHint'), action: create }}
      />
    </div>
  );
}
