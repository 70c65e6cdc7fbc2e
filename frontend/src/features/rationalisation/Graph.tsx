import { useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Surroundings } from '@/api/rationalisation';
import { useFormat } from '@/i18n/format';
import { cx } from '@/lib/cx';
import { BareLink } from '@/ui/Link';
import { Section } from '@/ui/Page';
import { EmptyState } from '@/ui/states';
import { card, layout } from './model';

/** Systems in columns by how many steps they are away, data flowing from left to right; a system opens its own surroundings. The same stands
 *  below as a list. */
export function Graph({ data }: { data: Surroundings }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { places, bands, width, height } = useMemo(() => layout(data.nodes), [data.nodes]);
  const frame = useRef<HTMLElement>(null);
  // The chosen system is what the reader looks for: it stands in sight from the start.
  useLayoutEffect(() => {
    const chosen = [...places.values()].find((p) => p.node.level === 0);
    if (!frame.current || !chosen) return;
    frame.current.scrollTop = chosen.y - (frame.current.clientHeight - card.height) / 2;
    frame.current.scrollLeft = chosen.x - (frame.current.clientWidth - card.width) / 2;
  }, [places]);
  if (data.nodes.length < 2)
    return <EmptyState title={t('rationalisation:graph.alone')} hint={t('rationalisation:graph.aloneHint')} />;
  const name = (id: string) => f.name(places.get(id)?.node ?? {});
  return (
    <Section
      title={t('rationalisation:graph.drawing')}
      note={t('rationalisation:graph.count', { n: data.nodes.length })}
    >
      <p className="text-note text-ink-soft">{t('rationalisation:graph.reading')}</p>
      <section
        ref={frame}
        className="max-h-[36rem] overflow-auto border border-line bg-paper p-4"
        aria-label={t('rationalisation:graph.drawing')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <div className="relative" style={{ width, height }}>
          <svg width={width} height={height} className="absolute inset-0" aria-hidden="true">
            <defs>
              <marker id="flow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
                <path d="M0 0 8 4 0 8z" fill="var(--line-strong)" />
              </marker>
            </defs>
            {data.links.map((l) => {
              const from = places.get(l.from);
              const to = places.get(l.to);
              if (!from || !to) return null;
              const back = to.node.level <= from.node.level;
              const y1 = from.y + card.height / 2;
              const y2 = to.y + card.height / 2;
              const x1 = from.x + card.width;
              const x2 = back ? to.x + card.width : to.x;
              const bend = card.gapX / 2;
              const d = back
                ? `M${x1} ${y1 + 6}C${x1 + bend} ${y1 + 6} ${x2 + bend} ${y2 - 6} ${x2} ${y2 - 6}`
                : `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
              return (
                <path
                  key={`${l.from} ${l.to}`}
                  d={d}
                  fill="none"
                  stroke="var(--line-strong)"
                  strokeDasharray={back ? '4 3' : undefined}
                  markerEnd="url(#flow)"
                />
              );
            })}
          </svg>
          {bands.map((b) => (
            <span
              key={b.level}
              className="absolute top-0 truncate border-line border-b text-ink-soft text-note"
              style={{ left: b.x, width: b.width, height: card.head - 6 }}
            >
              {t(`rationalisation:graph.band.${b.level === 0 ? 'chosen' : b.level > 0 ? 'down' : 'up'}`, {
                n: Math.abs(b.level),
                count: b.count,
              })}
            </span>
          ))}
          {[...places.values()].map(({ node: n, x, y }) => (
            <BareLink
              key={n.id}
              to="/rationalisation/dependencies/$id"
              params={{ id: n.id }}
              style={{ left: x, top: y, width: card.width, height: card.height }}
              className={cx(
                'absolute flex flex-col justify-center border px-2 leading-tight no-underline hover:border-accent',
                n.level === 0 ? 'border-accent bg-chosen font-bold text-ink' : 'border-line bg-paper text-ink',
              )}
            >
              <span className="truncate" title={f.name(n)}>
                {n.criticality === 'critical' && <span className="text-bad">■ </span>}
                {f.name(n)}
              </span>
              <span className="truncate font-normal text-ink-soft text-note">
                {n.code} · {t('rationalisation:graph.flow', { fed: n.fed, feeds: n.feeds })}
              </span>
            </BareLink>
          ))}
        </div>
      </section>
      <details>
        <summary className="min-h-control py-1 text-accent">{t('rationalisation:graph.asList')}</summary>
        <ul className="columns-1 gap-x-8 md:columns-2">
          {data.links.map((l) => (
            <li key={`${l.from} ${l.to}`} className="break-inside-avoid py-0.5">
              {name(l.from)} → {name(l.to)}
            </li>
          ))}
        </ul>
      </details>
    </Section>
  );
}
