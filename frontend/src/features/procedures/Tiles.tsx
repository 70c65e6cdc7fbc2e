import { useTranslation } from 'react-i18next';
import type { Bounds, Summary } from '@/api/procedures';
import { useFormat } from '@/i18n/format';
import { type Figure, figureLink } from '@/lib/figure';
import { FigureTile } from '@/ui/FigureTile';
import { shareText } from './model';

/** The five figures of the first glance: the share without a visit, now and as far as possible, and what is left. */
export function ProcedureTiles({ summary: s }: { summary: Summary }) {
  const { t } = useTranslation();
  const f = useFormat();
  const share = (key: string, of: Bounds, rows: Figure) => {
    const { figure, interval } = shareText(of, (n) => f.percent(n, 2));
    return (
      <FigureTile
        key={key}
        label={t(`procedures:figure.${key}`)}
        figure={figure}
        unit={interval && t('procedures:between', { interval })}
        link={figureLink(rows.rows)}
      />
    );
  };
  return (
    <div className="flex flex-wrap gap-2">
      {share('nowByCount', s.current.byCount, s.current.free)}
      {share('nowByVolume', s.current.byVolume, s.current.freeVolume)}
      {share('goalByCount', s.potential.byCount, s.potential.free)}
      <FigureTile
        label={t('procedures:figure.open')}
        figure={f.number(s.progress[0]?.count.value ?? 0)}
        unit={t('procedures:unit.procedures')}
        link={figureLink(s.progress[0]?.count.rows ?? '/procedures')}
      />
      <FigureTile
        label={t('procedures:figure.overdue')}
        figure={f.number(s.overdue.value ?? 0)}
        unit={t('procedures:unit.procedures')}
        tone={(s.overdue.value ?? 0) > 0 ? 'bad' : 'good'}
        link={figureLink(s.overdue.rows)}
      />
    </div>
  );
}
