import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type AppraisalItem, appraisalFacetsOptions, appraisalsOptions } from '@/api/maturity';
import { holds, meOptions } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { today } from '@/lib/dates';
import { fiscalYearOf } from '@/lib/fiscal';
import { Select } from '@/ui/Choice';
import { columnsOf } from '@/ui/fields/columns';
import { MainLink } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import { DataTable } from '@/ui/table/DataTable';
import type { TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { StateChip } from './Chips';
import { appraisalFacets, appraisalFields, appraisalSort, appraisalsQuery } from './fields';

/** Which appraisals are there, and how far have they come? */
export function AppraisalList({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const onSearch = useTableSearch();
  const query = appraisalsQuery(search);
  const list = useQuery(appraisalsOptions(query));
  const counts = useQuery(appraisalFacetsOptions(query));
  const { data: me } = useQuery(meOptions());
  const columns = useMemo(
    () =>
      columnsOf<AppraisalItem>(appraisalFields, {
        state: (a) => <StateChip state={a.state} />,
        level: (a) => (a.level === null ? t('maturity:unknown') : String(a.level)),
        target: (a) => (a.target === null ? '' : String(a.target)),
        model: (a) => f.pick(a.modelName, a.modelNameEn),
      }),
    [t, f],
  );
  const subject = (a: AppraisalItem) =>
    a.subject === 'project' ? f.pick(a.projectName, a.projectNameEn) : f.pick(a.sectionName, a.sectionNameEn);
  const create = holds(me, 'maturity:rate') && <MainLink to="/maturity/appraisals/new">{t('maturity:new')}</MainLink>;
  const total = list.data?.total;

  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('maturity:list.title')}
        answer={
          total !== undefined && t('maturity:list.answer', { count: total, pending: sum(list.data?.items, 'pending') })
        }
        actions={create}
      />
      <Select
        label={t('maturity:field.fiscalYear')}
        value={String(search.fiscalYear ?? '')}
        placeholder={t('maturity:pick.allYears')}
        onChange={(year) => onSearch({ fiscalYear: year || undefined, page: undefined, row: undefined })}
        options={years().map((y) => ({ value: String(y), label: f.fiscalYear(y) }))}
      />
      <DataTable<AppraisalItem>
        title={t('maturity:list.title')}
        columns={columns}
        facets={appraisalFacets}
        counts={counts.data}
        data={list.data}
        error={list.error}
        isFetching={list.isFetching}
        onRetry={() => void list.refetch()}
        sort={appraisalSort}
        search={search}
        onSearch={onSearch}
        rowLink={(a) => ({ to: '/maturity/appraisals/$id', params: { id: a.id } })}
        rowName={(a) => a.code}
        card={(a) => ({
          title: `${subject(a)} ${f.fiscalYear(a.fiscalYear)}`,
          status: <StateChip state={a.state} />,
          facts: [
            `${t(`maturity:view.${a.kind}`)} · ${f.pick(a.modelName, a.modelNameEn)}`,
            t('maturity:levelIs', { level: a.level ?? t('maturity:unknown') }),
          ],
        })}
        empty={{ title: t('maturity:list.empty'), hint: t('maturity:list.emptyHint'), action: create }}
      />
    </div>
  );
}

const sum = (items: AppraisalItem[] | undefined, key: 'pending') => (items ?? []).reduce((n, a) => n + a[key], 0);

/** The years that may hold appraisals: from the first of the product's history to the next one. */
export const years = (): number[] => {
  const now = fiscalYearOf(today());
  return Array.from({ length: now - 2014 + 1 }, (_, i) => now + 1 - i);
};
