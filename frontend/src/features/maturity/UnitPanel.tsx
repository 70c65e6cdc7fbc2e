import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type ModelItem, type UnitStory, unitOptions } from '@/api/maturity';
import { useFormat } from '@/i18n/format';
import { Lines } from '@/ui/chart/Lines';
import { Link } from '@/ui/Link';
import { Section } from '@/ui/Page';
import { EmptyState, FailedState, SkeletonText } from '@/ui/states';
import { MakeAction } from './MakeAction';
import { Steps } from './Steps';

/** What one unit still lacks, and how it came to where it is. */
export function UnitPanel({ sectionId, model }: { sectionId: string; model: ModelItem }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { data: story, error, refetch } = useQuery(unitOptions(sectionId, model.id));
  if (error) return <FailedState error={error} onRetry={() => void refetch()} compact />;
  if (!story) return <SkeletonText lines={8} />;
  return (
    <div className="flex flex-col gap-6">
      <Section
        title={
          story.nextLevel === null
            ? t('maturity:missing.top', { unit: f.name(story) })
            : t('maturity:missing.title', { unit: f.name(story), level: story.nextLevel })
        }
        note={story.steps.length > 0 ? t('maturity:missing.count', { count: story.steps.length }) : undefined}
      >
        {story.latest ? (
          <>
            <p className="text-note text-ink-soft">
              {t(`maturity:missing.by.${story.latestBy || 'self'}`, {
                year: f.fiscalYear(story.latestFiscalYear ?? 0),
              })}{' '}
              <Link to="/maturity/appraisals/$id" params={{ id: story.latest.id }}>
                {t('maturity:missing.open')}
              </Link>
            </p>
            <div className="max-h-[32rem] overflow-y-auto">
              <Steps
                steps={story.steps}
                appraisalId={story.latest.id}
                act={(step) =>
                  story.latest && <MakeAction step={step} appraisalId={story.latest.id} can={story.canAct} />
                }
              />
            </div>
          </>
        ) : (
          <EmptyState title={t('maturity:missing.none')} hint={t('maturity:missing.noneHint')} />
        )}
      </Section>
      {story.trend.length > 0 && <Trend story={story} model={model} />}
    </div>
  );
}

/** The level by year. A level holds until the next appraisal: steps, and never a mean. */
function Trend({ story, model }: { story: UnitStory; model: ModelItem }) {
  const { t } = useTranslation();
  const f = useFormat();
  const link = (id: string | undefined) => (id ? `/maturity/appraisals/${id}` : undefined);
  return (
    <Lines
      id="maturity-trend"
      title={t('maturity:trend.title', { unit: f.name(story) })}
      description={t('maturity:trend.description')}
      head={t('maturity:trend.year')}
      categories={story.trend.map((p) => ({
        key: String(p.fiscalYear),
        label: f.fiscalYear(p.fiscalYear),
        tick: f.fiscalYearTick(p.fiscalYear),
      }))}
      series={[
        {
          key: 'assessor',
          label: t('maturity:view.assessor'),
          join: 'step',
          data: story.trend.map((p) => ({ value: p.assessor, href: link(p.assessorId) })),
        },
        {
          key: 'self',
          label: t('maturity:view.self'),
          join: 'step',
          data: story.trend.map((p) => ({ value: p.self, href: link(p.selfId) })),
        },
        {
          key: 'target',
          label: t('maturity:map.target'),
          join: 'step',
          data: story.trend.map((p) => ({ value: p.target })),
        },
      ]}
      measure={{ kind: 'number' }}
      from={model.levels[0]?.level ?? 0}
      to={model.levels.at(-1)?.level}
      height={200}
    />
  );
}
