import { useTranslation } from 'react-i18next';
import type { Tile } from '@/api/health';
import { useFormat } from '@/i18n/format';
import { figureLink } from '@/lib/figure';
import { FigureTile } from '@/ui/FigureTile';
import type { Tone } from '@/ui/StatusChip';
import { changeOf } from './model';

export interface TileEntry {
  key: string;
  label: string;
  tile: Pick<Tile, 'value' | 'rows' | 'previous'> & { points?: Tile['points'] };
  unit: string;
  /** How a figure above nothing is to be seen. */
  tone?: Tone;
}

/** Five figures, each the way to exactly its rows. */
export function Tiles({ entries, since, comparedOn }: { entries: TileEntry[]; since?: string; comparedOn?: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <div className="flex flex-wrap gap-2">
      {entries.map(({ key, label, tile, unit, tone }) => {
        const change = comparedOn ? changeOf(tile) : undefined;
        const link = figureLink(tile.rows);
        return (
          <FigureTile
            key={key}
            label={label}
            figure={tile.value === null ? '—' : f.number(tile.value)}
            unit={tile.value === null ? undefined : unit}
            tone={tile.value ? tone : undefined}
            change={change && { ...change, since: t('health:changeSince') }}
            points={tile.points}
            link={
              tile.rows.startsWith('/health/') && since
                ? ({ ...link, search: { ...(link.search as object), since } } as typeof link)
                : link
            }
          />
        );
      })}
    </div>
  );
}
