import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Dependency, dependenciesOptions, loopsOptions } from '@/api/rationalisation';
import { useFormat } from '@/i18n/format';
import { ComboBox } from '@/ui/ComboBox';
import { Disclosure } from '@/ui/facts';
import { columnsOf } from '@/ui/fields/columns';
import { Link } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import { DataTable } from '@/ui/table/DataTable';
import type { TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { dependenciesQuery, dependencyFacets, dependencyFields, dependencySort } from './fields';
import { Nav } from './Nav';

/** On which systems do most others depend, and which depend on each other? */
export function DependencyPage({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const onSearch = useTableSearch();
  const list = useQuery(dependenciesOptions(dependenciesQuery(search)));
  const loops = useQuery(loopsOptions()).data;
  const columns = useMemo(() => columnsOf<Dependency>(dependencyFields, { name: (x) => f.name(x) }), [f]);
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('rationalisation:dependency.title')}
        answer={loops && t('rationalisation:dependency.answer', { loops: f.number(loops.total) })}
      />
      <Nav />
      <div className="no-print max-w-96">
        <ComboBox
          noun="systems"
          label={t('rationalisation:dependency.choose')}
          help={t('rationalisation:dependency.chooseHelp')}
          value=""
          valueLabel=""
          onChange={(id) => id && void navigate({ to: '/rationalisation/dependencies/$id', params: { id } })}
        />
      </div>
      {loops && loops.items.length > 0 && (
        <Disclosure summary={t('rationalisation:dependency.loops', { n: f.number(loops.total) })}>
          <p className="measure pb-2 text-ink-soft">{t('rationalisation:dependency.loopsHelp')}</p>
          <ul className="flex flex-col gap-1">
            {loops.items.map((l) => (
              <li key={l.systems.map((s) => s.id).join()} className="flex flex-wrap gap-x-3">
                {l.systems.map((s) => (
                  <Link key={s.id} to="/rationalisation/dependencies/$id" params={{ id: s.id }} className="min-h-6">
                    {f.name(s)}
                  </Link>
                ))}
                {l.size > l.systems.length && <span>{t('rationalisation:dependency.ofSize', { n: l.size })}</span>}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      <DataTable<Dependency>
        title={t('rationalisation:dependency.title')}
        columns={columns}
        facets={dependencyFacets}
        data={list.data}
        error={list.error}
        isFetching={list.isFetching}
        onRetry={() => void list.refetch()}
        sort={dependencySort}
        search={search}
        onSearch={onSearch}
        rowLink={(x) => ({ to: '/rationalisation/dependencies/$id', params: { id: x.id } })}
        rowName={(x) => f.name(x)}
        card={(x) => ({
          title: f.name(x),
          facts: [
            t('rationalisation:dependency.feeds', { n: f.number(x.feeds) }),
            t('rationalisation:dependency.fed', { n: f.number(x.fed) }),
          ],
        })}
        empty={{ title: t('rationalisation:dependency.empty'), hint: t('rationalisation:dependency.emptyHint') }}
      />
    </div>
  );
}
