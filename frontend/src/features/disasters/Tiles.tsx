import { useTranslation } from 'react-i18next';
import type { Tally } from '@/api/disasters';
import { useFormat } from '@/i18n/format';
import { figureLink } from '@/lib/figure';
import { FigureTile } from '@/ui/FigureTile';
import { attention, stateTone } from './model';

/** The counts by state; each opens onto its rows. */
export function StateTiles({ tally, subject }: { tally: Tally; subject: 'system' | 'office' }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <div className="flex flex-wrap gap-2">
      {attention.map((s) => (
        <FigureTile
          key={s}
          label={t(`disasters:state.${subject}.${s}`)}
          figure={f.number(tally[s].value ?? 0)}
          unit={t('disasters:ofTotal', { n: f.number(tally.total.value ?? 0) })}
          tone={stateTone[s]}
          link={figureLink(tally[s].rows)}
        />
      ))}
    </div>
  );
}
