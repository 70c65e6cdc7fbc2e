import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Retirement, retirementsOptions } from '@/api/rationalisation';
import { useFormat } from '@/i18n/format';
import { columnsOf } from '@/ui/fields/columns';
import { PageHead } from '@/ui/Page';
import { DataTable } from '@/ui/table/DataTable';
import type { TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { Word } from './Chips';
import { retirementFields, retirementNarrowed, retirementSort, retirementsQuery } from './fields';
import { retirementTone } from './model';
import { Nav } from './Nav';

/** Which systems are gone, which are to go, and which should be gone? */
export function RetirementList({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const onSearch = useTableSearch();
  const list = useQuery(retirementsOptions(retirementsQuery(search)));
  const chip = (x: Retirement) => (
    <Word tone={retirementTone[x.state]}>{t(`rationalisation:retirement.${x.state}`)}</Word>
  );
  const columns = useMemo(
    () =>
      columnsOf<Retirement>(retirementFields, {
        name: (x) => f.name(x),
        state: (x) => <Word tone={retirementTone[x.state]}>{t(`rationalisation:retirement.${x.state}`)}</Word>,
        absorberName: (x) => f.pick(x.absorberName, x.absorberNameEn),
        caseName: (x) => `${x.caseCode} ${f.pick(x.caseName, x.caseNameEn)}`,
      }),
    [t, f],
  );
  return (
    <div className="flex flex-col gap-4">
      <PageHead title={t('rationalisation:retirements.title')} answer={t('rationalisation:retirements.answer')} />
      <Nav />
      <DataTable<Retirement>
        title={t('rationalisation:retirements.title')}
        columns={columns}
        facets={[]}
        narrowed={retirementNarrowed}
        data={list.data}
        error={list.error}
        isFetching={list.isFetching}
        onRetry={() => void list.refetch()}
        sort={retirementSort}
        search={search}
        onSearch={onSearch}
        rowLink={(x) => ({ to: '/rationalisation/cases/$id', params: { id: x.caseId } })}
        rowName={(x) => f.name(x)}
        card={(x) => ({ title: f.name(x), status: chip(x), facts: [f.dayShort(x.retireOn), x.caseCode] })}
        empty={{ title: t('rationalisation:retirements.empty'), hint: t('rationalisation:retirements.emptyHint') }}
      />
    </div>
  );
}
