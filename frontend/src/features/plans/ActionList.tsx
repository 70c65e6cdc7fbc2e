import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type ActionItem, actionFacetsOptions, actionsOptions, planOptions } from '@/api/plans';
import { holds, meOptions } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { Button } from '@/ui/Button';
import { columnsOf } from '@/ui/fields/columns';
import { MainLink } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { DataTable } from '@/ui/table/DataTable';
import type { TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { DeclaredChip, EvidenceChip } from './Chips';
import { actionFacets, actionFields, actionSort, actionsQuery, hiddenFilters } from './fields';
import { kpiTone, outcomeTone, quarterWord } from './model';

/** The actions of all plans: which are behind, which say otherwise, what became of them. */
export function ActionList({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const onSearch = useTableSearch();
  const query = actionsQuery(search);
  const list = useQuery(actionsOptions(query));
  const counts = useQuery(actionFacetsOptions(query));
  const { data: me } = useQuery(meOptions());
  const columns = useMemo(
    () =>
      columnsOf<ActionItem>(actionFields, {
        name: (a) => f.name(a),
        evidence: (a) => <EvidenceChip item={a} />,
        declared: (a) => <DeclaredChip item={a} />,
        outcome: (a) => <StatusChip tone={outcomeTone[a.outcome]}>{t(`actions:outcome.${a.outcome}`)}</StatusChip>,
        kpiState: (a) => (
          <StatusChip tone={kpiTone[a.kpiState] ?? 'unknown'}>{t(`actions:kpiState.${a.kpiState}`)}</StatusChip>
        ),
        progress: (a) => (typeof a.progress === 'number' ? f.percent(a.progress) : '—'),
      }),
    [t, f],
  );
  const create = holds(me, 'plan_actions:create') && <MainLink to="/actions/new">{t('actions:new')}</MainLink>;
  const names = Object.fromEntries(
    (list.data?.items ?? []).map((a) => [a.ownerId, f.pick(a.ownerName, a.ownerNameEn)]),
  );
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('actions:title')}
        answer={
          list.data &&
          t('actions:answer', {
            total: f.number(list.data.total),
            behind: f.number(counts.data?.evidence?.behind ?? 0),
            unknown: f.number(counts.data?.evidence?.unknown ?? 0),
          })
        }
        actions={create}
      />
      <Narrowed
        search={search}
        first={list.data?.items[0]}
        onClear={() => onSearch(Object.fromEntries(hiddenFilters.map((k) => [k, undefined])))}
      />
      <DataTable<ActionItem>
        title={t('actions:title')}
        columns={columns}
        facets={actionFacets}
        counts={counts.data}
        data={list.data}
        error={list.error}
        isFetching={list.isFetching}
        onRetry={() => void list.refetch()}
        sort={actionSort}
        search={search}
        onSearch={onSearch}
        rowLink={(a) => ({ to: '/actions/$id', params: { id: a.id } })}
        rowName={(a) => f.name(a)}
        card={(a) => ({
          title: f.name(a),
          status: <EvidenceChip item={a} />,
          facts: [f.pick(a.ownerName, a.ownerNameEn), t(`actions:outcome.${a.outcome}`)],
        })}
        empty={{ title: t('actions:empty'), hint: t('actions:emptyHint'), action: create }}
        filterNames={names}
      />
    </div>
  );
}

/** Filters that come from a figure have no facet; they are said in words, with the way back. */
function Narrowed({ search, first, onClear }: { search: TableSearch; first?: ActionItem; onClear: () => void }) {
  const { t } = useTranslation();
  const f = useFormat();
  const planId = search.planId ? String(search.planId) : '';
  const { data: plan } = useQuery({ ...planOptions(planId), enabled: planId !== '' });
  const set = hiddenFilters.filter((k) => search[k]);
  if (set.length === 0) return null;
  const word = (k: string): string => {
    const v = String(search[k]);
    switch (k) {
      case 'planId':
        return plan ? f.name(plan) : '…';
      case 'themeId': {
        const theme = plan?.themes.find((x) => x.id === v);
        return t('actions:narrow.theme', { name: theme ? f.name(theme) : '…' });
      }
      case 'milestone':
        return t('actions:narrow.milestone', { quarter: /^\d{4}Q[1-4]$/.test(v) ? quarterWord(t, f, v) : v });
      case 'fiscalYear':
        return f.fiscalYear(Number(v));
      case 'addedAfter':
        return t('actions:narrow.addedAfter', { on: f.day(v) });
      case 'personId':
        return t('actions:narrow.person', { name: first ? f.pick(first.personName, first.personNameEn) : '…' });
      case 'milestoneDone':
        return t(`actions:narrow.${v === 'true' ? 'reached' : 'notReached'}`);
      case 'planState':
        return t(`plans:state.${v}`);
      default:
        return t(`actions:narrow.${k}`);
    }
  };
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span>{t('actions:narrowed', { what: set.map(word).join(t('common:listSeparator')) })}</span>
      <Button variant="quiet" onPress={onClear}>
        {t('actions:widen')}
      </Button>
    </p>
  );
}
