import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type ApplicationItem, applicationFacetsOptions, applicationsOptions } from '@/api/gates';
import { useFormat } from '@/i18n/format';
import { today } from '@/lib/dates';
import { Link } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import { DataTable } from '@/ui/table/DataTable';
import type { TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { RoundWord } from './Chips';
import { applicationColumns, GateRound, OpinionCount } from './columns';
import { applicationFacets, applicationSort, applicationsQuery } from './search';

/** The desk of the review board: what waits for an opinion, what for a decision, and everything that was ever decided. */
export function ReviewBoard({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const onSearch = useTableSearch();
  const { data, error, isFetching, refetch } = useQuery(applicationsOptions(applicationsQuery(search)));
  const counts = useQuery(applicationFacetsOptions(applicationsQuery(search)));
  const name = (a: ApplicationItem) => `${a.projectCode} ${f.pick(a.projectName, a.projectNameEn)} ${a.gate}`;
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('gates:boardTitle')}
        answer={<Answer />}
        actions={<Link to="/gates/conditions">{t('gates:toConditionList')}</Link>}
      />
      <DataTable
        title={t('gates:boardTitle')}
        columns={applicationColumns}
        facets={applicationFacets}
        counts={counts.data}
        data={data}
        error={error}
        isFetching={isFetching}
        onRetry={() => void refetch()}
        sort={applicationSort}
        search={search}
        onSearch={onSearch}
        rowLink={(a) => ({
          to: '/projects/$id/gates/$gate',
          params: { id: a.projectId, gate: a.gate },
          search: { round: a.round },
        })}
        rowName={name}
        card={(a) => ({
          title: `${a.projectCode} ${f.pick(a.projectName, a.projectNameEn)}`,
          status: <RoundWord state={a.state} outcome={a.outcome} />,
          facts: [<GateRound key="gate" application={a} />, <CardWait key="wait" application={a} />],
        })}
        empty={{ title: t('gates:boardEmpty.title'), hint: t('gates:boardEmpty.hint') }}
      />
    </div>
  );
}

function CardWait({ application: a }: { application: ApplicationItem }) {
  const { t } = useTranslation();
  const f = useFormat();
  if (a.state === 'review') {
    return (
      <>
        {t('gates:opinions')} <OpinionCount application={a} />
      </>
    );
  }
  return a.dueOn ? t('gates:wantedBy', { on: f.dayShort(a.dueOn) }) : f.pick(a.applicantName, a.applicantNameEn);
}

const useTotal = (filter: Record<string, string>) => useQuery(applicationsOptions({ ...filter, limit: 1 })).data?.total;

/** The answer before the evidence: what waits, and what of it waits for the reader. */
function Answer() {
  const { t } = useTranslation();
  const f = useFormat();
  const review = useTotal({ waiting: 'review' });
  const decision = useTotal({ waiting: 'decision' });
  const myReview = useTotal({ waiting: 'review', mine: 'true' });
  const myDecision = useTotal({ waiting: 'decision', mine: 'true' });
  const submitted = useTotal({ state: 'submitted,coordination' });
  if ([review, decision, myReview, myDecision, submitted].includes(undefined))
    return <span>{t('common:loading')}</span>;
  return (
    <span className="flex flex-wrap items-baseline gap-x-3 [&>a]:min-h-6">
      <Link to="/gates" search={{ waiting: 'decision' }} className="font-bold">
        {t('gates:board.decision', { count: decision, mine: myDecision })}
      </Link>
      <Link to="/gates" search={{ waiting: 'review' }} className="font-bold">
        {t('gates:board.review', { count: review, mine: myReview })}
      </Link>
      <Link to="/gates" search={{ state: 'submitted,coordination' }}>
        {t('gates:board.submitted', { count: submitted })}
      </Link>
      <span>{t('common:asOf', { at: f.day(today()) })}</span>
    </span>
  );
}
