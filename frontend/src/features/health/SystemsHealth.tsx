import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { healthSystemFacetsOptions, healthSystemsOptions, type SystemRow } from '@/api/health';
import { useFormat } from '@/i18n/format';
import { DataTable } from '@/ui/table/DataTable';
import type { TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { Verdict } from './Chips';
import { healthSort, systemFacets, systemsQuery } from './fields';
import { HealthFrame, SincePicker, useSummary } from './HealthFrame';
import { HealthPreview } from './HealthPreview';
import { RuleNote } from './RuleNote';
import { systemColumns } from './systemColumns';
import { Tiles } from './Tiles';
import { TopReason } from './TopReason';

/** Which systems are in trouble, and why? */
export function SystemsHealth({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const onSearch = useTableSearch();
  const query = systemsQuery(search);
  const { data, error, isFetching, refetch } = useQuery(healthSystemsOptions(query));
  const facets = useQuery(healthSystemFacetsOptions(query)).data;
  const since = search.since ? String(search.since) : undefined;
  const { summary, instead } = useSummary(since);
  const s = summary?.systems;
  const unit = t('health:unit.row');
  return (
    <HealthFrame
      answer={
        summary &&
        t('health:answerSystems', {
          red: f.number(summary.systems.red.value ?? 0),
          worsened: f.number(summary.systems.worsened.value ?? 0),
          total: f.number(summary.systems.total.value ?? 0),
          at: f.instant(summary.judgedAt) || f.day(summary.asOf),
        })
      }
      actions={
        <SincePicker summary={summary} since={since} onSince={(day) => onSearch({ since: day, page: undefined })} />
      }
    >
      {instead}
      {s && (
        <Tiles
          since={since}
          comparedOn={summary.comparedOn || undefined}
          entries={[
            { key: 'red', label: t('health:tile.red'), tile: s.red, unit, tone: 'bad' },
            { key: 'worsened', label: t('health:tile.worsened'), tile: s.worsened, unit, tone: 'bad' },
            { key: 'amber', label: t('health:tile.amber'), tile: s.amber, unit, tone: 'warn' },
            { key: 'grey', label: t('health:tile.grey'), tile: s.grey, unit, tone: 'unknown' },
          ]}
        />
      )}
      <RuleNote rule={search.rule} onClear={() => onSearch({ rule: undefined, page: undefined })} />
      <DataTable<SystemRow>
        title={t('health:screen.systems')}
        columns={systemColumns}
        facets={systemFacets}
        counts={facets}
        data={data}
        error={error}
        isFetching={isFetching}
        onRetry={() => void refetch()}
        sort={healthSort}
        search={search}
        onSearch={onSearch}
        wide
        rowLink={(x) => ({ to: '/systems/$id', params: { id: x.id }, search: { tab: 'health' } })}
        rowName={(x) => `${x.code} ${f.name(x)}`}
        card={(x) => ({
          title: `${x.code} ${f.name(x)}`,
          status: <Verdict colour={x.overall} />,
          facts: [<TopReason key="why" results={x.reasons} />],
        })}
        preview={(x) => <HealthPreview row={x} subject="systems" />}
        empty={{ title: t('health:empty.systems'), hint: t('health:empty.systemsHint') }}
        filterNames={Object.fromEntries(
          (data?.items ?? []).map((x) => [x.sectionId, f.pick(x.sectionName, x.sectionNameEn)]),
        )}
      />
    </HealthFrame>
  );
}
