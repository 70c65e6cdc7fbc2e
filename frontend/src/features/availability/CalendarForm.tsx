import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  type Calendar,
  type CalendarEdit,
  calendarOptions,
  createCalendar,
  type Edition,
  updateCalendar,
} from '@/api/availability';
import type { FieldFault } from '@/api/problem';
import { keyOf } from '@/api/queries';
import { useFormat } from '@/i18n/format';
import type { Draft } from '@/lib/fields';
import { RecordForm } from '@/ui/form/RecordForm';
import { PageHead } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { toast } from '@/ui/toast';
import { calendarEdit, calendarFields } from './fields';
import { exceptionsText, readExceptions, readWeek, weekText } from './model';

interface Row {
  from: string;
  always?: boolean;
  hours?: string;
  closedOnHolidays?: boolean;
  closedAtYearEnd?: boolean;
  days?: string;
}

/** What the browser can tell before asking the server: whether the hours can be read. */
function check(draft: Draft): FieldFault[] {
  return ((draft.editions as Row[]) ?? []).flatMap((row, i) => [
    ...(readWeek(row.hours ?? '') === null ? [{ field: `editions[${i}].hours`, rule: 'hours_format' }] : []),
    ...(readExceptions(row.days ?? '') === null ? [{ field: `editions[${i}].days`, rule: 'exceptions_format' }] : []),
  ]);
}

const editionOf = (row: Row): Edition => ({
  from: row.from,
  always: row.always,
  week: readWeek(row.hours ?? '') ?? [],
  closedOnHolidays: row.closedOnHolidays,
  closedAtYearEnd: row.closedAtYearEnd,
  exceptions: readExceptions(row.days ?? '') ?? [],
});

/** Adds a calendar, or a new edition of one: hours are written as people write them. */
export function CalendarForm({ id }: { id?: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { data: calendar, error, refetch } = useQuery({ ...calendarOptions(id ?? ''), enabled: id !== undefined });
  if (id && error) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (id && !calendar) return <SkeletonPage />;
  const open = (to: string) => void navigate({ to: '/availability/calendars/$id', params: { id: to } });
  const record = calendar && {
    ...calendar,
    editions: calendar.editions.map((e) => ({
      ...e,
      hours: weekText(e.week ?? [], (d) => t(`calendars:day.${d}`)),
      days: exceptionsText(e.exceptions ?? []),
    })),
  };
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={calendar ? t('calendars:editTitle', { name: f.name(calendar) }) : t('calendars:new')}
        code={calendar?.code}
        answer={t('calendars:formAnswer')}
      />
      <RecordForm<Calendar>
        noun="calendars"
        fields={calendar ? calendarEdit : calendarFields}
        record={record}
        verb={t(calendar ? 'calendars:save' : 'calendars:register')}
        can={calendar?.can.keep}
        check={check}
        save={(body, { version, intent }) => {
          const draft = {
            ...body,
            editions: ((body.editions as Row[]) ?? []).map(editionOf),
          } as unknown as CalendarEdit;
          return id && version !== undefined ? updateCalendar(id, draft, version) : createCalendar(draft, intent);
        }}
        onSaved={(saved) => {
          cache.setQueryData(keyOf.one('availability/calendars', saved.id), saved);
          void cache.invalidateQueries();
          toast(t('calendars:saved', { name: f.name(saved) }));
          open(saved.id);
        }}
        onCancel={() => (id ? open(id) : void navigate({ to: '/availability/calendars' }))}
      />
    </div>
  );
}
