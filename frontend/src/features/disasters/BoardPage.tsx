import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { meOptions } from '@/api/session';
import { useUnsent } from '@/api/useOutbox';
import { useFormat } from '@/i18n/format';
import { figureLink } from '@/lib/figure';
import { Button, buttonClass } from '@/ui/Button';
import { History } from '@/ui/fields/History';
import { BareLink, Link } from '@/ui/Link';
import { PageHead, Section } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { FailedState, SkeletonPage } from '@/ui/states';
import { Tabs } from '@/ui/Tabs';
import { BoardTable } from './BoardTable';
import { DrillMark } from './Chips';
import { EndDialog } from './EndDialog';
import { disasterFields, disasterState } from './fields';
import { Outbox } from './Outbox';
import { ReportCard } from './ReportCard';
import { ReportList } from './ReportList';
import type { boardTabs } from './search';
import { StateTiles } from './Tiles';
import { useBoard } from './useBoard';

/** What the history tells of: what was declared, and what became of it. Reports have a list of their own. */
const told = [...disasterFields, ...disasterState];

export type BoardTab = (typeof boardTabs)[number];

/** What works, what does not, who has not answered; and first of all: what do I have to report? */
export function BoardPage({ id, tab }: { id: string; tab: BoardTab }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const [ending, setEnding] = useState(false);
  const { board, error, refetch, line, asOf } = useBoard(id);
  const me = useQuery(meOptions()).data;
  const unsent = useUnsent(me?.person.id).filter((u) => u.disasterId === id);
  if (error && !board) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!board || !me) return <SkeletonPage />;
  const running = board.state === 'running';
  const mine = board.rows.filter((r) => r.mine && r.canReport);
  const open = mine.filter((r) => r.seq === 0 && !unsent.some((u) => u.targetId === r.id)).length;
  const silent = (board.systems.none.value ?? 0) + (board.offices.none.value ?? 0);
  const old = [board.systems.old, board.offices.old].filter((x) => (x.value ?? 0) > 0);
  const parts = [
    { subject: 'system', tally: board.systems },
    { subject: 'office', tally: board.offices },
  ] as const;
  const content = (
    <div className="flex flex-col gap-8">
      {mine.length > 0 && (
        <Section
          title={t('disasters:mine')}
          note={t(open > 0 ? 'disasters:mineOpen' : 'disasters:mineDone', { n: mine.length, open })}
        >
          <div className="grid gap-3 lg:grid-cols-2">
            {mine.map((r) => (
              <ReportCard
                key={r.id}
                board={board}
                row={r}
                personId={me.person.id}
                waiting={unsent.findLast((u) => u.targetId === r.id && !u.refused)}
              />
            ))}
          </div>
        </Section>
      )}
      <Outbox unsent={unsent} />
      {parts.map(
        ({ subject, tally }) =>
          (tally.total.value ?? 0) > 0 && (
            <Section
              key={subject}
              title={t(`disasters:subject.${subject}`)}
              note={t('disasters:ofTotal', { n: f.number(tally.total.value ?? 0) })}
            >
              <StateTiles tally={tally} subject={subject} />
              <BoardTable
                board={board}
                rows={board.rows.filter((r) => r.subject === subject)}
                title={t(`disasters:subject.${subject}`)}
                personId={me.person.id}
              />
            </Section>
          ),
      )}
    </div>
  );
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={f.name(board)}
        code={board.code}
        answer={
          <span className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
            <DrillMark drill={board.drill} />
            <span>{t(`disasters:phase.${board.state}`)}</span>
            <span>
              {t(running ? 'disasters:since' : 'disasters:span', {
                from: f.instant(board.startedAt ?? undefined),
                to: f.instant(board.endedAt ?? undefined),
              })}
            </span>
            <span className="font-bold text-ink">
              {t('disasters:silent', { n: f.number(silent), of: f.number(board.asked) })}
            </span>
            {old.map((x) => (
              <BareLink key={x.rows} {...figureLink(x.rows)} className="underline">
                {t(`disasters:old.${x === board.systems.old ? 'system' : 'office'}`, { n: f.number(x.value ?? 0) })}
              </BareLink>
            ))}
            {line && (
              <span role="status" className="flex flex-wrap items-baseline gap-x-2">
                <StatusChip tone={line === 'live' ? 'good' : line === 'cut' ? 'warn' : 'unknown'}>
                  {t(`disasters:line.${line}`)}
                </StatusChip>
                {line === 'cut' && <span className="text-ink">{t('disasters:lineAsOf', { at: f.instant(asOf) })}</span>}
              </span>
            )}
          </span>
        }
        actions={
          <>
            <BareLink to="/disasters/$id/review" params={{ id }} className={buttonClass()}>
              {t('disasters:review.title')}
            </BareLink>
            {running && board.can.update?.allowed && (
              <BareLink to="/disasters/$id/edit" params={{ id }} className={buttonClass()}>
                {t('disasters:edit')}
              </BareLink>
            )}
            {running && board.can.end?.allowed && (
              <Button variant="danger" onPress={() => setEnding(true)}>
                {t('disasters:end.open')}
              </Button>
            )}
          </>
        }
      />
      {board.note && <p className="measure whitespace-pre-line">{board.note}</p>}
      {!running && (
        <p>
          {t('disasters:overNote')}{' '}
          <Link to="/disasters/$id/review" params={{ id }}>
            {t('disasters:review.title')}
          </Link>
        </p>
      )}
      <Tabs
        label={f.name(board)}
        chosen={tab}
        onChange={(key) =>
          void navigate({
            to: '/disasters/$id',
            params: { id },
            search: key === 'board' ? {} : { tab: key as BoardTab },
            replace: true,
          })
        }
        tabs={[
          { key: 'board', label: t('disasters:tab.board'), content },
          { key: 'reports', label: t('disasters:tab.reports'), content: <ReportList id={id} /> },
          {
            key: 'history',
            label: t('disasters:tab.history'),
            content: <History noun="disasters" id={id} fields={told} />,
          },
        ]}
      />
      {ending && <EndDialog disaster={board} silent={silent} onClose={() => setEnding(false)} />}
    </div>
  );
}
