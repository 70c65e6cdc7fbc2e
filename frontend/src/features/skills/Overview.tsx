import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type SkillSummary, skillSummaryOptions } from '@/api/skills';
import { useFormat } from '@/i18n/format';
import { type Figure, figureLink } from '@/lib/figure';
import { AgeingBars } from '@/ui/chart/AgeingBars';
import { FigureTile } from '@/ui/FigureTile';
import { PageHead, Section } from '@/ui/Page';
import type { Tone } from '@/ui/StatusChip';
import { FailedState, SkeletonPage } from '@/ui/states';
import { standings, standingTone } from './model';
import { SkillNav } from './SkillNav';

/** What hangs on one person, and where are people missing? */
export function SkillOverview() {
  const { t } = useTranslation();
  const f = useFormat();
  const { data: s, error, refetch } = useQuery(skillSummaryOptions());
  if (error && !s) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!s) return <SkeletonPage />;
  const share = s.share === null ? t('common:chart.unknown') : f.percent(s.share, 0);
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={t('skills:title')}
        answer={t('skills:answer', {
          share,
          shared: f.number(s.core.shared.value ?? 0),
          core: f.number(s.core.total.value ?? 0),
          unknown: f.number(s.core.unknown.value ?? 0),
        })}
      />
      <SkillNav />
      <Tiles summary={s} share={share} />
      <Subjects summary={s} />
      <Catalogue summary={s} />
    </div>
  );
}

function Tiles({ summary: s, share }: { summary: SkillSummary; share: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const tile = (key: string, figure: Figure, tone?: Tone) =>
    figure.value !== null && (
      <FigureTile
        label={t(`skills:figure.${key}`)}
        figure={f.number(figure.value)}
        unit={t(`skills:figureUnit.${key}`)}
        tone={figure.value > 0 ? tone : 'good'}
        link={figureLink(figure.rows)}
      />
    );
  return (
    <div className="flex flex-wrap gap-2">
      <FigureTile
        label={t('skills:figure.share')}
        figure={share}
        unit={t('skills:ofCore', { n: f.number(s.core.shared.value ?? 0), of: f.number(s.core.total.value ?? 0) })}
        link={figureLink(s.core.shared.rows)}
      />
      {tile('single', s.systems.single, 'warn')}
      {tile('short', s.short, 'bad')}
      {tile('open', s.open, 'bad')}
      {tile('late', s.late, 'warn')}
    </div>
  );
}

/** Core systems, all systems and projects by what their work hangs on. */
function Subjects({ summary: s }: { summary: SkillSummary }) {
  const { t } = useTranslation();
  const rows = (['core', 'systems', 'projects'] as const).flatMap((key) => {
    const counts = s[key];
    return counts ? [{ key, counts }] : [];
  });
  return (
    <AgeingBars
      id="skills.standings"
      level={2}
      title={t('skills:chart.title')}
      description={t('skills:chart.text')}
      head={t('skills:chart.head')}
      rows={rows.map(({ key, counts }) => ({ key, label: t(`skills:chart.${key}`), href: counts.total.rows }))}
      buckets={standings.map((st) => ({
        key: st,
        label: t(`skills:standing.${st}`),
        look: standingTone[st],
        data: rows.map(({ counts }) => ({ value: counts[st].value, href: counts[st].rows })),
      }))}
      note={t('skills:chart.note', { days: s.settings.freshDays })}
    />
  );
}

/** What each skill and level means. */
function Catalogue({ summary: s }: { summary: SkillSummary }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <Section title={t('skills:catalogue.title')} note={t('skills:catalogue.note')}>
      <div className="grid gap-x-8 gap-y-4 lg:grid-cols-2">
        {(
          [
            ['skills', s.settings.skills],
            ['levels', s.settings.levels],
          ] as const
        ).map(([key, list]) => (
          <div key={key}>
            <h3 className="mb-1 font-bold">{t(`skills:catalogue.${key}`)}</h3>
            <dl className="border-line border-t">
              {list.map((x) => (
                <div
                  key={x.name}
                  className="grid grid-cols-[9rem_1fr] gap-2 border-line border-b py-1.5 max-sm:grid-cols-1"
                >
                  <dt>{f.pick(x.name, x.nameEn)}</dt>
                  <dd className="text-ink-soft">{f.pick(x.what, x.whatEn)}</dd>
                </div>
              ))}
            </dl>
          </div>
        ))}
      </div>
    </Section>
  );
}
