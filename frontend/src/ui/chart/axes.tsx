import type { ReactNode } from 'react';
import type { Category } from './types';

export const plain = { fill: 'var(--ink-soft)', fontSize: 12 };

/** Keeps a text readable where a line passes under it. */
export const halo = { stroke: 'var(--desk)', strokeWidth: 4, paintOrder: 'stroke' };

/** Roughly how wide a text is at 12 px: full width characters count double. */
export const textWidth = (text: string): number =>
  [...text].reduce((sum, c) => sum + ((c.codePointAt(0) ?? 0) > 0x2e7f ? 12.5 : 8), 0);

export const tickOf = (c: Category): string => c.tick ?? c.label;

/** Leaves out axis labels at equal distances where they would touch. */
export function tickInterval(categories: readonly Category[], width: number): number {
  const widest = Math.max(...categories.map((c) => Math.max(...tickOf(c).split('\n').map(textWidth))), 1);
  return Math.max(0, Math.ceil(((widest + 8) * categories.length) / Math.max(1, width)) - 1);
}

export const axisWidth = (ticks: readonly number[], show: (n: number) => string): number =>
  Math.ceil(Math.max(...ticks.map((n) => textWidth(show(n)))) + 12);

/** The label of a category, in one line or two. */
export function CategoryTick({ x = 0, y = 0, text }: { x?: number | string; y?: number | string; text: string }) {
  return (
    <Unread>
      <text x={x} y={Number(y) + 4} textAnchor="middle" {...plain}>
        {text.split('\n').map((line, i) => (
          <tspan key={line} x={x} dy={i === 0 ? 10 : 15}>
            {line}
          </tspan>
        ))}
      </text>
    </Unread>
  );
}

export function ValueTick({
  x = 0,
  y = 0,
  text,
  anchor = 'end',
}: {
  x?: number | string;
  y?: number | string;
  text: string;
  anchor?: 'start' | 'end';
}) {
  return (
    <Unread>
      <text x={x} y={Number(y) + 4} textAnchor={anchor} {...plain}>
        {text}
      </text>
    </Unread>
  );
}

/** Texts that only the eye needs: the table says them in order. */
export function Unread({ children }: { children: ReactNode }) {
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group of texts takes no focus
  return <g aria-hidden="true">{children}</g>;
}
