import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { type Work, type WorkSection, workOptions, workSections } from '@/api/work';
import { useFormat } from '@/i18n/format';
import { FigureTile } from '@/ui/FigureTile';
import { PageHead, Section } from '@/ui/Page';
import type { Tone } from '@/ui/StatusChip';
import { EmptyState, FailedState, SkeletonPage } from '@/ui/states';
import { WorkRow } from './WorkRow';

/** The figures of the first glance; the sections below hold their rows. */
const tiles: WorkSection[] = ['overdue', 'due', 'decide', 'review', 'verify'];

const tone = (section: WorkSection, n: number): Tone | undefined =>
  section === 'overdue' ? (n > 0 ? 'bad' : 'good') : undefined;

/** What is due from me, what waits for my decision, what must I look at again? */
export function MyWork() {
  const { t } = useTranslation();
  const f = useFormat();
  const { data: work, error, refetch } = useQuery(workOptions());
  if (error && !work) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!work) return <SkeletonPage />;
  const total = workSections.reduce((n, s) => n + work[s].length, 0);
  return (
    <div className="flex max-w-6xl flex-col gap-8">
      <PageHead title={t('work:title')} answer={answer(work, t, f.day(work.asOf))} />
      <div className="flex flex-wrap gap-2">
        {tiles.map((s) => (
          <FigureTile
            key={s}
            label={t(`work:section.${s}`)}
            figure={work[s].length >= 100 ? '100+' : f.number(work[s].length)}
            unit={t('work:unit')}
            tone={tone(s, work[s].length)}
            link={{ to: '/work', hash: s }}
          />
        ))}
      </div>
      {total === 0 && <EmptyState title={t('work:empty')} hint={t('work:emptyHint')} />}
      {workSections.map((s) => {
        const items = work[s];
        if (items.length === 0) return null;
        return (
          <Section
            key={s}
            id={s}
            title={t(`work:section.${s}`)}
            note={t('common:count', { count: items.length })}
            className="scroll-mt-16"
          >
            <p className="-mt-2 text-ink-soft text-note">{t(`work:hint.${s}`)}</p>
            <ul className="border-line border-t">
              {items.map((item) => (
                <WorkRow key={`${item.kind} ${item.id}`} item={item} asOf={work.asOf} />
              ))}
            </ul>
          </Section>
        );
      })}
    </div>
  );
}

/** One sentence before the figures. */
function answer(work: Work, t: TFunction, asOf: string): string {
  const late = work.overdue.length;
  const waits = work.decide.length + work.review.length + work.verify.length;
  const key =
    late > 0
      ? 'work:answer.late'
      : waits > 0
        ? 'work:answer.waits'
        : work.due.length > 0
          ? 'work:answer.due'
          : 'work:answer.clear';
  return t(key, { late, waits, due: work.due.length, asOf });
}
