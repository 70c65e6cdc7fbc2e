import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Course, reportsFile, reviewOptions } from '@/api/disasters';
import { useFormat } from '@/i18n/format';
import { Button, buttonClass } from '@/ui/Button';
import { PageHead, Section } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { FailedState, SkeletonPage } from '@/ui/states';
import { DrillMark } from './Chips';
import { LessonsDialog } from './EndDialog';
import { stateTone, wordOf } from './model';

const head = 'py-1 pl-4 font-normal whitespace-nowrap';

/** How fast were the answers, who never answered, what changed when, and what is learnt? It prints as it stands. */
export function ReviewPage({ id }: { id: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [writing, setWriting] = useState(false);
  const { data: r, error, refetch } = useQuery(reviewOptions(id));
  if (error && !r) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!r) return <SkeletonPage />;
  const span = (seconds: number | null | undefined) =>
    seconds === null || seconds === undefined ? t('disasters:review.never') : duration(t, seconds);
  const silent = r.courses.filter((c) => c.reports === 0);
  const facts = [
    { key: 'answered', value: t('disasters:answeredOf', { n: f.number(r.answered), of: f.number(r.asked) }) },
    { key: 'half', value: span(r.halfSeconds) },
    { key: 'last', value: span(r.lastSeconds) },
    { key: 'reports', value: t('disasters:review.reportsOf', { n: f.number(r.reports), late: f.number(r.late) }) },
  ] as const;
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={t('disasters:review.of', { name: f.name(r) })}
        code={r.code}
        answer={
          <span className="flex flex-wrap items-baseline gap-x-4">
            <DrillMark drill={r.drill} />
            <span>{t(`disasters:kind.${r.kind}`)}</span>
            <span>
              {t(r.state === 'running' ? 'disasters:since' : 'disasters:span', {
                from: f.instant(r.startedAt ?? undefined),
                to: f.instant(r.endedAt ?? undefined),
              })}
            </span>
            <span>{t('common:asOf', { at: f.instant(r.asOf ?? undefined) })}</span>
          </span>
        }
        actions={
          <>
            <a href={reportsFile(id, f.lang)} download className={buttonClass('plain')}>
              {t('disasters:reports.file')}
            </a>
            <Button onPress={() => print()}>{t('disasters:review.print')}</Button>
            {r.state === 'ended' && (
              <Button variant="main" can={r.can.learn} onPress={() => setWriting(true)}>
                {t('disasters:lessons.write')}
              </Button>
            )}
          </>
        }
      />
      {r.state === 'running' && <p className="measure">{t('disasters:review.running')}</p>}
      <dl className="grid grid-cols-[max-content_1fr] gap-x-6 gap-y-1">
        {facts.map(({ key, value }) => (
          <div key={key} className="contents">
            <dt className="text-ink-soft">{t(`disasters:review.${key}`)}</dt>
            <dd className="font-bold">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="measure text-note text-ink-soft">
        {t('disasters:review.note')}
        {r.read < r.reports && ` ${t('disasters:review.cut', { n: f.number(r.read) })}`}
      </p>
      <Section title={t('disasters:field.lessons')}>
        <p className="measure whitespace-pre-line">{r.lessons || t('disasters:lessons.none')}</p>
      </Section>
      <Section title={t('disasters:review.silent')} note={t('common:count', { count: silent.length })}>
        {silent.length === 0 ? (
          <p>{t('disasters:review.noneSilent')}</p>
        ) : (
          <ul className="columns-3 max-md:columns-1">
            {silent.map((c) => (
              <li key={c.id} className="break-inside-avoid py-0.5">
                {f.name(c)}{' '}
                <span className="text-note text-ink-soft">
                  {f.pick(c.postTitle, c.postTitleEn) || t('disasters:noPost')}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {(['system', 'office'] as const).map((subject) => {
        const rows = r.courses.filter((c) => c.subject === subject && c.reports > 0);
        return (
          rows.length > 0 && (
            <Section key={subject} title={t(`disasters:review.course.${subject}`)}>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
              <section className="overflow-x-auto" aria-label={t(`disasters:review.course.${subject}`)} tabIndex={0}>
                <table className="w-full min-w-2xl">
                  <thead>
                    <tr className="border-line-strong border-b text-left text-note text-ink-soft">
                      <th scope="col" className="py-1 font-normal">
                        {t('disasters:column.name')}
                      </th>
                      <th scope="col" className={`num ${head}`}>
                        {t('disasters:review.first')}
                      </th>
                      <th scope="col" className={`num ${head}`}>
                        {t('disasters:review.count')}
                      </th>
                      <th scope="col" className={head}>
                        {t('disasters:review.changes')}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {rows.map((c) => (
                      <tr key={c.id} className="border-line border-b">
                        <th scope="row" className="py-1.5 text-left font-normal">
                          {f.name(c)}
                        </th>
                        <td className="num whitespace-nowrap pl-4">{span(c.firstSeconds)}</td>
                        <td className="num pl-4">{f.number(c.reports)}</td>
                        <td className="pl-4">
                          <Steps course={c} />
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </section>
            </Section>
          )
        );
      })}
      {writing && <LessonsDialog disaster={r} onClose={() => setWriting(false)} />}
    </div>
  );
}

/** The states in the order in which they held. */
function Steps({ course: c }: { course: Course }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <ol className="flex flex-wrap gap-x-4 gap-y-0.5 py-1.5">
      {c.changes.map((x) => (
        <li key={x.at} className="flex items-baseline gap-1.5 whitespace-nowrap">
          <span className="text-note text-ink-soft">{f.instant(x.at)}</span>
          <StatusChip tone={stateTone[x.state]}>{t(wordOf({ subject: c.subject, state: x.state }))}</StatusChip>
        </li>
      ))}
    </ol>
  );
}

function duration(t: ReturnType<typeof useTranslation>['t'], seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) return t('disasters:time.seconds', { n: seconds });
  if (minutes < 120) return t('disasters:time.minutes', { n: minutes });
  return t('disasters:time.hours', { h: Math.floor(minutes / 60), m: minutes % 60 });
}
