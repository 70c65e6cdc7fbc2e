import { useTranslation } from 'react-i18next';
import type { Summary } from '@/api/datasets';
import { useFormat } from '@/i18n/format';
import { type Figure, figureLink } from '@/lib/figure';
import { FigureTile } from '@/ui/FigureTile';
import type { Tone } from '@/ui/StatusChip';

/** The figures of the first glance: the share that is good, not the number that is published. */
export function DatasetTiles({ summary: s }: { summary: Summary }) {
  const { t } = useTranslation();
  const f = useFormat();
  const count = (key: string, figure: Figure, tone?: Tone) => (
    <FigureTile
      key={key}
      label={t(`datasets:figure.${key}`)}
      figure={f.number(figure.value ?? 0)}
      unit={t('datasets:unit.datasets')}
      tone={tone}
      link={figureLink(figure.rows)}
    />
  );
  return (
    <div className="flex flex-wrap gap-2">
      <FigureTile
        label={t('datasets:figure.share', { good: s.quality.good, stars: s.quality.stars })}
        figure={s.share === null ? '—' : f.percent(s.share, 1)}
        unit={t('datasets:ofTotal', { n: f.number(s.good.value ?? 0), of: f.number(s.total.value ?? 0) })}
        link={figureLink(s.good.rows)}
      />
      {count('public', s.public)}
      {count('unmeasured', s.unmeasured, s.unmeasured.value ? 'unknown' : undefined)}
      {count('overdue', s.overdue, s.overdue.value ? 'bad' : 'good')}
      {count('waiting', s.waiting)}
    </div>
  );
}
