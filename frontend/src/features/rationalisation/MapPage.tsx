import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CapabilityMap, type CapabilityNode, mapOptions } from '@/api/rationalisation';
import { useFormat } from '@/i18n/format';
import { figureLink } from '@/lib/figure';
import { Button } from '@/ui/Button';
import { FigureTile } from '@/ui/FigureTile';
import { IconButton } from '@/ui/IconButton';
import { PageHead } from '@/ui/Page';
import { EmptyState, FailedState, SkeletonPage } from '@/ui/states';
import { CapabilityDialog } from './CapabilityDialog';
import { Rows } from './Chips';
import { Nav } from './Nav';

/** Which work of the city is served by which systems, and where do several do the same? */
export function MapPage() {
  const { t } = useTranslation();
  const f = useFormat();
  const { data: map, error, refetch } = useQuery(mapOptions({}));
  const [editing, setEditing] = useState<CapabilityNode | 'new'>();
  if (error && !map) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!map) return <SkeletonPage />;
  const children = (id: string) => map.items.filter((x) => (x.parentId ?? '') === id);
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('rationalisation:map.title')}
        answer={t('rationalisation:map.answer', {
          functions: f.number(map.items.filter((x) => x.level > 1).length),
          pairs: f.number(map.candidates.value ?? 0),
        })}
        actions={
          map.can.create?.allowed && (
            <Button icon="plus" onPress={() => setEditing('new')}>
              {t('capabilities:new')}
            </Button>
          )
        }
      />
      <Nav />
      <Tiles map={map} />
      {map.items.length === 0 ? (
        <EmptyState title={t('rationalisation:map.empty')} hint={t('rationalisation:map.emptyHint')} />
      ) : (
        <ul className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
          {children('').map((top) => (
            <li key={top.id} className="flex flex-col gap-2 border border-line bg-paper p-3">
              <Line node={top} strong onEdit={map.can.update?.allowed ? setEditing : undefined} />
              <ul className="flex flex-col">
                {children(top.id).map((mid) => (
                  <li key={mid.id} className="border-line border-t">
                    <Line node={mid} onEdit={map.can.update?.allowed ? setEditing : undefined} />
                    {children(mid.id).length > 0 && (
                      <ul className="pb-1 pl-4">
                        {children(mid.id).map((leaf) => (
                          <li key={leaf.id}>
                            <Line node={leaf} onEdit={map.can.update?.allowed ? setEditing : undefined} />
                          </li>
                        ))}
                      </ul>
                    )}
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      )}
      {editing && (
        <CapabilityDialog
          node={editing === 'new' ? undefined : editing}
          parents={map.items}
          can={map.can}
          onClose={() => setEditing(undefined)}
        />
      )}
    </div>
  );
}

/** A function with the systems that serve it; two or more are shown as such, because there a merger may be worth a look. */
function Line({
  node: n,
  strong,
  onEdit,
}: {
  node: CapabilityNode;
  strong?: boolean;
  onEdit?: (n: CapabilityNode) => void;
}) {
  const { t } = useTranslation();
  const f = useFormat();
  const name = f.name(n);
  return (
    <span className="flex min-h-control items-center gap-2">
      <span className={strong ? 'min-w-0 flex-1 font-bold' : 'min-w-0 flex-1'}>
        <span className="mr-1.5 text-ink-faint text-note">{n.code}</span>
        {name}
      </span>
      <span className="num whitespace-nowrap">
        <Rows
          figure={n.systems}
          name={name}
          show={(count) => t('rationalisation:map.systems', { n: f.number(count) })}
        />
      </span>
      {onEdit && <IconButton icon="more" label={t('capabilities:editTitle', { name })} onPress={() => onEdit(n)} />}
    </span>
  );
}

function Tiles({ map }: { map: CapabilityMap }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <div className="flex flex-wrap gap-2">
      {(['candidates', 'strong'] as const).map((k) => (
        <FigureTile
          key={k}
          label={t(`rationalisation:map.${k}`)}
          figure={f.number(map[k].value ?? 0)}
          unit={t('rationalisation:unit.pairs')}
          tone={(map[k].value ?? 0) > 0 ? 'warn' : 'good'}
          link={figureLink(map[k].rows)}
        />
      ))}
      <FigureTile
        label={t('rationalisation:map.unassigned')}
        figure={f.number(map.unassigned.value ?? 0)}
        unit={t('rationalisation:unit.systems')}
        tone={(map.unassigned.value ?? 0) > 0 ? 'unknown' : 'good'}
        link={figureLink(map.unassigned.rows)}
      />
    </div>
  );
}
