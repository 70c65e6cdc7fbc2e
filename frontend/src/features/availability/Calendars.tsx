import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type Calendar,
  calendarDaysOptions,
  calendarOptions,
  calendarsOptions,
  deleteCalendar,
} from '@/api/availability';
import { holds, meOptions } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { today } from '@/lib/dates';
import { ReasonDialog } from '@/ui/act/ReasonDialog';
import { Button } from '@/ui/Button';
import { columnsOf } from '@/ui/fields/columns';
import { History } from '@/ui/fields/History';
import { Link, MainLink } from '@/ui/Link';
import { PageHead, Section } from '@/ui/Page';
import { FailedState, SkeletonPage, SkeletonText } from '@/ui/states';
import { DataTable } from '@/ui/table/DataTable';
import type { TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { AvailabilityNav } from './AvailabilityNav';
import { calendarColumnFields, calendarFields, calendarsQuery } from './fields';
import { exceptionsText, minutesText, monthBy, monthText, weekText } from './model';

/** Which hours does the city promise? */
export function CalendarList({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const onSearch = useTableSearch();
  const list = useQuery(calendarsOptions(calendarsQuery(search)));
  const { data: me } = useQuery(meOptions());
  const columns = useMemo(() => columnsOf<Calendar>(calendarColumnFields, { name: (c) => f.name(c) }), [f]);
  const create = holds(me, 'calendars:keep') && (
    <MainLink to="/availability/calendars/new">{t('calendars:new')}</MainLink>
  );
  return (
    <div className="flex flex-col gap-4">
      <PageHead title={t('calendars:title')} answer={t('calendars:answer')} actions={create} />
      <AvailabilityNav />
      <DataTable<Calendar>
        title={t('calendars:title')}
        columns={columns}
        facets={[]}
        data={list.data}
        error={list.error}
        isFetching={list.isFetching}
        onRetry={() => void list.refetch()}
        sort="code"
        search={search}
        onSearch={onSearch}
        rowLink={(c) => ({ to: '/availability/calendars/$id', params: { id: c.id } })}
        rowName={(c) => f.name(c)}
        card={(c) => ({ title: f.name(c), facts: [c.code, t('calendars:users', { count: c.systems })] })}
        empty={{ title: t('calendars:empty'), hint: t('calendars:emptyHint'), action: create }}
      />
    </div>
  );
}

/** One calendar: how it reads from when on, and what that means in a month. */
export function CalendarPage({ id }: { id: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const [month, setMonth] = useState(today().slice(0, 7));
  const [deleting, setDeleting] = useState(false);
  const { data: c, error, refetch } = useQuery(calendarOptions(id));
  if (error && !c) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!c) return <SkeletonPage />;
  return (
    <div className="flex flex-col gap-8">
      <PageHead
        title={f.name(c)}
        code={c.code}
        answer={
          <Link to="/availability/targets" search={{ calendarId: id }}>
            {t('calendars:users', { count: c.systems })}
          </Link>
        }
        actions={
          <>
            <Button variant="quiet" can={c.can.delete} onPress={() => setDeleting(true)}>
              {t('common:delete')}
            </Button>
            <Button
              variant="main"
              can={c.can.keep}
              onPress={() => void navigate({ to: '/availability/calendars/$id/edit', params: { id } })}
            >
              {t('common:edit')}
            </Button>
          </>
        }
      />
      {c.note && <p className="measure">{c.note}</p>}
      <Section title={t('calendars:field.editions')}>
        <ul className="flex flex-col gap-3">
          {c.editions.map((e) => (
            <li key={e.from} className="border-line border-l-4 pl-3">
              <p className="font-bold">{t('targets:from', { on: f.day(e.from) })}</p>
              <p className="whitespace-pre-line">
                {e.always
                  ? t('calendars:field.editions_always')
                  : weekText(e.week ?? [], (d) => t(`calendars:day.${d}`))}
              </p>
              {e.closedOnHolidays && <p>{t('calendars:field.editions_closedOnHolidays')}</p>}
              {e.closedAtYearEnd && <p>{t('calendars:field.editions_closedAtYearEnd')}</p>}
              {(e.exceptions ?? []).length > 0 && (
                <p className="whitespace-pre-line text-ink-soft">{exceptionsText(e.exceptions ?? [])}</p>
              )}
            </li>
          ))}
        </ul>
      </Section>
      <Month id={id} month={month} onMonth={setMonth} />
      <Section title={t('common:history.title')}>
        <History noun="availability/calendars" id={id} fields={calendarFields.filter((x) => x.kind !== 'rows')} />
      </Section>
      {deleting && <DeleteCalendar calendar={c} onClose={() => setDeleting(false)} />}
    </div>
  );
}

function Month({ id, month, onMonth }: { id: string; month: string; onMonth: (month: string) => void }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { data } = useQuery(calendarDaysOptions(id, month));
  return (
    <Section
      title={t('calendars:month', { month: monthText(f, month) })}
      note={data && t('calendars:hours', { minutes: minutesText(f, data.serviceSeconds * 1000) })}
      actions={
        <span className="no-print flex gap-1">
          <Button icon="left" onPress={() => onMonth(monthBy(month, -1))}>
            {monthText(f, monthBy(month, -1))}
          </Button>
          <Button icon="right" onPress={() => onMonth(monthBy(month, 1))}>
            {monthText(f, monthBy(month, 1))}
          </Button>
        </span>
      }
    >
      {!data && <SkeletonText lines={4} />}
      <ol className="grid grid-cols-[repeat(auto-fill,minmax(7rem,1fr))] gap-px">
        {data?.days.map((d) => (
          <li
            key={d.date}
            className={`flex min-h-14 flex-col border border-line px-1.5 py-1 text-note ${d.open.length > 0 ? 'bg-paper' : 'bg-sunken text-ink-soft'}`}
          >
            <span className="flex justify-between gap-1">
              <span className="shrink-0">{Number(d.date.slice(8))}</span>
              <span className="truncate">{f.pick(d.holiday, d.holidayEn)}</span>
            </span>
            <span>{d.open.map((h) => `${h.from}–${h.to}`).join(' ') || t('availability:closed')}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function DeleteCalendar({ calendar, onClose }: { calendar: Calendar; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <ReasonDialog
      title={t('calendars:delete')}
      verb={t('calendars:delete')}
      danger
      send={(reason) => deleteCalendar(calendar.id, calendar.version, reason)}
      onDone={() => void navigate({ to: '/availability/calendars' })}
      onClose={onClose}
    />
  );
}
