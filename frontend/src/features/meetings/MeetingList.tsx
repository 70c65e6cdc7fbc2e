import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type MeetingRow, meetingsOptions } from '@/api/meetings';
import { holds, meOptions } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { columnsOf } from '@/ui/fields/columns';
import { Link, MainLink } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import { DataTable } from '@/ui/table/DataTable';
import type { TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { MeetingChip } from './Chips';
import { meetingFacets, meetingFields, meetingSort, meetingsQuery } from './fields';

/** When does the headquarters meet next, and what became of its meetings? */
export function MeetingList({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const onSearch = useTableSearch();
  const list = useQuery(meetingsOptions(meetingsQuery(search)));
  const { data: me } = useQuery(meOptions());
  const columns = useMemo(
    () =>
      columnsOf<MeetingRow>(meetingFields, {
        name: (x) => f.name(x),
        state: (x) => <MeetingChip state={x.state} />,
        heldOn: (x) => `${f.day(x.heldOn)} ${x.startsAt ?? ''}`,
      }),
    [f],
  );
  const create = holds(me, 'meetings:create') && <MainLink to="/meetings/new">{t('meetings:new')}</MainLink>;
  const next = list.data?.items.findLast((x) => x.state !== 'confirmed');
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('meetings:title')}
        answer={
          <span className="flex flex-wrap gap-x-4">
            <span>
              {next
                ? t('meetings:answerNext', { name: f.name(next), on: f.day(next.heldOn), count: next.undecided })
                : t('meetings:answerNone')}
            </span>
            <Link to="/directives">{t('meetings:toDirectives')}</Link>
          </span>
        }
        actions={create}
      />
      <DataTable<MeetingRow>
        title={t('meetings:title')}
        columns={columns}
        facets={meetingFacets}
        data={list.data}
        error={list.error}
        isFetching={list.isFetching}
        onRetry={() => void list.refetch()}
        sort={meetingSort}
        search={search}
        onSearch={onSearch}
        rowLink={(x) => ({ to: '/meetings/$id', params: { id: x.id } })}
        rowName={(x) => f.name(x)}
        card={(x) => ({
          title: f.name(x),
          status: <MeetingChip state={x.state} />,
          facts: [f.day(x.heldOn), t('meetings:itemCount', { reports: x.reports, approvals: x.approvals })],
        })}
        empty={{ title: t('meetings:empty'), hint: t('meetings:emptyHint'), action: create }}
      />
    </div>
  );
}
