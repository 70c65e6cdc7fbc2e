import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogicModel, LogicNode, Stage } from '@/api/logicModels';
import { useFormat } from '@/i18n/format';
import { Button } from '@/ui/Button';
import { Mark } from '@/ui/StatusChip';
import { columnsOf, measuredTone } from './model';

interface Line {
  key: string;
  d: string;
}

/** The model as it is drawn on paper: columns of elements from the left to the right, joined by lines. On a phone and in
 *  print the columns stand below each other, and each element says in words what it leads to. */
export function Diagram({
  model: m,
  onNode,
  onAdd,
}: {
  model: LogicModel;
  onNode?: (node: LogicNode) => void;
  onAdd?: (stage: Stage) => void;
}) {
  const { t } = useTranslation();
  const nodes = m.nodes ?? [];
  const links = m.links ?? [];
  const columns = columnsOf(nodes);
  const frame = useRef<HTMLDivElement>(null);
  const cards = useRef(new Map<string, HTMLElement>());
  const [lines, setLines] = useState<Line[]>([]);

  const draw = useCallback(() => {
    const box = frame.current?.getBoundingClientRect();
    if (!box) return;
    const next: Line[] = [];
    for (const l of links) {
      const from = cards.current.get(l.from)?.getBoundingClientRect();
      const to = cards.current.get(l.to)?.getBoundingClientRect();
      if (!from || !to || to.left < from.right) continue; // stacked: the words say it
      const [x1, y1] = [from.right - box.left, from.top + from.height / 2 - box.top];
      const [x2, y2] = [to.left - box.left, to.top + to.height / 2 - box.top];
      const bend = Math.max(8, (x2 - x1) / 2);
      next.push({ key: `${l.from}-${l.to}`, d: `M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2 - 5} ${y2}` });
    }
    setLines((old) => (JSON.stringify(old) === JSON.stringify(next) ? old : next));
  }, [links]);
  useLayoutEffect(draw);
  useEffect(() => {
    const watch = new ResizeObserver(draw);
    if (frame.current) watch.observe(frame.current);
    return () => watch.disconnect();
  }, [draw]);

  return (
    <div ref={frame} className="relative">
      <svg
        aria-hidden="true"
        className="pointer-events-none absolute inset-0 h-full w-full text-ink-soft print:hidden max-lg:hidden"
      >
        <defs>
          <marker id={`tip-${m.id}`} viewBox="0 0 6 6" refX="1" refY="3" markerWidth="6" markerHeight="6" orient="auto">
            <path d="M0 0 6 3 0 6z" fill="currentColor" />
          </marker>
        </defs>
        {lines.map((l) => (
          <path
            key={l.key}
            d={l.d}
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
            markerEnd={`url(#tip-${m.id})`}
          />
        ))}
      </svg>
      <ol
        className="grid gap-x-6 gap-y-4 lg:[grid-template-columns:repeat(var(--columns),minmax(0,1fr))] print:flex print:flex-col"
        style={{ ['--columns' as string]: columns.length }}
      >
        {columns.map((stage) => (
          <li key={stage} className="flex min-w-0 flex-col gap-2">
            <h3 className="border-line-strong border-b pb-1 font-bold text-note">
              {t(`logic_models:nodes_stage.${stage}`)}
            </h3>
            <ul className="flex flex-1 flex-col justify-center gap-3 max-lg:justify-start">
              {nodes
                .filter((n) => n.stage === stage)
                .map((n) => (
                  <li
                    key={n.key}
                    ref={(el) => {
                      if (el) cards.current.set(n.key, el);
                      else cards.current.delete(n.key);
                    }}
                    className="relative"
                  >
                    <Element model={m} node={n} onNode={onNode} />
                  </li>
                ))}
              {!nodes.some((n) => n.stage === stage) && (
                <li className="border border-line border-dashed p-2 text-note text-unknown">
                  <span className="inline-flex items-center gap-1">
                    <Mark tone="unknown" /> {t('logic_models:nothingYet')}
                  </span>
                </li>
              )}
            </ul>
            {onAdd && (
              <span className="no-print">
                <Button
                  variant="quiet"
                  onPress={() => onAdd(stage)}
                  label={t('logic_models:node.addTo', { stage: t(`logic_models:nodes_stage.${stage}`) })}
                >
                  {t('logic_models:node.put')}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

function Element({
  model: m,
  node: n,
  onNode,
}: {
  model: LogicModel;
  node: LogicNode;
  onNode?: (node: LogicNode) => void;
}) {
  const { t } = useTranslation();
  const f = useFormat();
  const text = f.pick(n.text, n.textEn);
  const targets = (m.links ?? [])
    .filter((l) => l.from === n.key)
    .map((l) => m.nodes?.find((x) => x.key === l.to))
    .filter((x) => x !== undefined);
  const gaps = m.gaps.filter((g) => g.node === n.key && !g.indicator);
  return (
    <div
      className={`flex flex-col gap-1 border bg-paper p-2 ${gaps.length > 0 ? 'border-warn' : 'border-line-strong'}`}
    >
      <span>
        <span className="mr-1 text-ink-soft text-note">{n.key}</span>
        {onNode ? (
          <button
            type="button"
            onClick={() => onNode(n)}
            aria-label={t('logic_models:node.editName', { name: text })}
            className="print-keep min-h-6 text-left underline decoration-dotted underline-offset-4 hover:text-accent"
          >
            {text}
          </button>
        ) : (
          text
        )}
      </span>
      {(m.indicators ?? []).map((i, at) => {
        const x = m.measured[at];
        if (i.node !== n.key || !x) return null;
        return (
          <span key={i.key} className="flex flex-wrap items-center gap-x-1.5 text-note">
            <Mark tone={measuredTone(x)} />
            <span>{f.pick(i.name, i.nameEn)}</span>
            <span className="whitespace-nowrap text-ink-soft">
              {x.achievement === null
                ? t('logic_models:unmeasured')
                : t('logic_models:achieved', { rate: f.percent(x.achievement, 1) })}
            </span>
          </span>
        );
      })}
      {gaps.map((g) => (
        <span key={g.rule + (g.to ?? '')} className="text-note text-warn">
          ▲ {t(`logic_models:gapShort.${g.rule}`)}
        </span>
      ))}
      {targets.length > 0 && (
        <span className="text-ink-soft text-note lg:sr-only print:not-sr-only">
          → {targets.map((x) => `${x.key} ${f.pick(x.text, x.textEn)}`).join(t('common:listSeparator'))}
        </span>
      )}
    </div>
  );
}
