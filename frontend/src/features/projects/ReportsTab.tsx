import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Report, reportsOptions } from '@/api/projects';
import { useFormat } from '@/i18n/format';
import { Link } from '@/ui/Link';
import { Section } from '@/ui/Page';
import { EmptyState, FailedState, SkeletonRows } from '@/ui/states';
import { RatingChip } from './Chips';
import { dimensions } from './fields';
import { LatestReport } from './LatestReport';
import { latestPublished, openDraft } from './model';
import { ReportDraft } from './ReportDraft';

/** The story of a project by its own reports: the draft under way, the latest, and all before it. */
export function ReportsTab({ projectId }: { projectId: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(reportsOptions(projectId));
  if (error && !data) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows />;
  const draft = openDraft(data.items);
  const published = data.items.filter((r) => r.state === 'published');
  if (data.items.length === 0) return <EmptyState title={t('reports:empty.title')} hint={t('reports:empty.hint')} />;
  return (
    <div className="flex flex-col gap-8">
      {draft && <ReportDraft report={draft} previous={latestPublished(data.items)} />}
      {published.length > 0 && <LatestReport projectId={projectId} alone />}
      {published.length > 1 && (
        <Section title={t('reports:story')} note={t('reports:count', { count: published.length })}>
          <Story reports={published} />
        </Section>
      )}
    </div>
  );
}

/** Every published report, a row each: the colours down the column are the trend. On a phone, what was not well. */
function Story({ reports }: { reports: Report[] }) {
  return (
    <>
      <StoryTable reports={reports} />
      <ul className="flex flex-col md:hidden">
        {reports.map((r) => (
          <StoryCard key={r.id} report={r} />
        ))}
      </ul>
    </>
  );
}

function StoryCard({ report: r }: { report: Report }) {
  const { t } = useTranslation();
  const f = useFormat();
  const sore = dimensions.filter((d) => d !== 'overall' && r[d] !== 'green');
  return (
    <li className="flex flex-col border-line border-b py-2">
      <span className="flex items-baseline justify-between gap-3">
        <Link to="/projects/$id/reports/$rid" params={{ id: r.projectId, rid: r.id }}>
          {f.dayShort(r.asOf)}
        </Link>
        <RatingChip rating={r.overall} />
      </span>
      <span className="flex flex-wrap gap-x-3 text-note text-ink-soft">
        {r.progress !== undefined && (
          <span>
            {t('reports:field.progress')} {f.percent(r.progress)}
          </span>
        )}
        {sore.map((d) => (
          <span key={d} className="inline-flex items-baseline gap-1">
            {t(`reports:field.${d}`)} <RatingChip rating={r[d]} />
          </span>
        ))}
      </span>
    </li>
  );
}

function StoryTable({ reports }: { reports: Report[] }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="overflow-x-auto max-md:hidden" aria-label={t('reports:story')} tabIndex={0}>
      <table className="w-full border-collapse">
        <thead>
          <tr className="border-line-strong border-b text-left text-ink-soft text-note">
            <th scope="col" className="py-1 pr-4 font-normal">
              {t('reports:field.asOf')}
            </th>
            {dimensions.map((d) => (
              <th key={d} scope="col" className="py-1 pr-4 font-normal">
                {t(`reports:field.${d}`)}
              </th>
            ))}
            <th scope="col" className="py-1 pr-4 text-right font-normal">
              {t('reports:field.progress')}
            </th>
          </tr>
        </thead>
        <tbody>
          {reports.map((r) => (
            <tr key={r.id} className="h-row border-line border-b hover:bg-hover">
              <th scope="row" className="whitespace-nowrap pr-4 text-left font-normal">
                <Link to="/projects/$id/reports/$rid" params={{ id: r.projectId, rid: r.id }}>
                  {f.dayShort(r.asOf)}
                </Link>
              </th>
              {dimensions.map((d) => (
                <td key={d} className="pr-4">
                  <RatingChip rating={r[d]} />
                </td>
              ))}
              <td className="num pr-4">{r.progress === undefined ? '—' : f.percent(r.progress)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
