import { useTranslation } from 'react-i18next';
import type { PilotSummary } from '@/api/pilots';
import { useFormat } from '@/i18n/format';
import { type Figure, figureLink } from '@/lib/figure';
import { FigureTile } from '@/ui/FigureTile';
import type { Tone } from '@/ui/StatusChip';

/** The figures of the first glance: what runs, what may be widened, what waits for a decision, what nobody has looked at. */
export function PilotTiles({ summary: s }: { summary: PilotSummary }) {
  const { t } = useTranslation();
  const f = useFormat();
  const running = s.stages.find((x) => x.stage === 'running')?.count ?? s.total;
  const tile = (key: string, figure: Figure, unit: string, tone?: Tone) => (
    <FigureTile
      key={key}
      label={t(`pilots:figure.${key}`)}
      figure={figure.value === null ? '—' : f.number(figure.value)}
      unit={t(`pilots:unit.${unit}`)}
      tone={tone}
      link={figureLink(figure.rows)}
    />
  );
  const bad = (figure: Figure): Tone | undefined => ((figure.value ?? 0) > 0 ? 'bad' : 'good');
  return (
    <div className="flex flex-wrap gap-2">
      {tile('running', running, 'pilots')}
      {tile('ready', s.ready, 'pilots')}
      {tile('due', s.due, 'pilots', bad(s.due))}
      {s.unchecked.rows && tile('unchecked', s.unchecked, 'cases', bad(s.unchecked))}
      {tile('afterStart', s.afterStart, 'pilots', (s.afterStart.value ?? 0) > 0 ? 'warn' : 'good')}
    </div>
  );
}
