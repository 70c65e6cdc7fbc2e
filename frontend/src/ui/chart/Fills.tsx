import { createContext, type ReactNode, useContext, useId } from 'react';
import type { Kind, Look } from './types';

// Every fill is a pattern with a line around it: the ramp by lightness, forecast by hatching, so that it reads in print, without
// colour, and (with a texture a step, see tokens.css) in forced colours.

const Prefix = createContext('');
const looks: Look[] = [1, 2, 3, 4, 5, 'second', 'good', 'warn', 'bad', 'unknown'];
const kinds: Kind[] = ['actual', 'past', 'forecast'];

/** The colour around a fill, of a hatch and of a line in the same look. */
export function edgeOf(look: Look, kind: Kind): string {
  if (look === 'second') return kind === 'past' ? 'var(--chart-past-edge)' : 'var(--chart-second)';
  if (typeof look === 'string') return `var(--${look})`;
  return kind === 'past' ? 'var(--chart-past-edge)' : 'var(--chart-edge)';
}

function paintOf(look: Look, kind: Kind): string {
  if (look === 'bad') return 'var(--bad)';
  if (look === 'good') return 'var(--chart-good)';
  if (typeof look === 'string' && look !== 'second') return 'var(--paper)';
  const step = look === 'second' ? 2 : look;
  if (kind === 'past') return `var(--chart-past-${step})`;
  return look === 'second' ? 'var(--chart-second)' : `var(--chart-${step})`;
}

/** The text that can be read on a fill. */
export function inkOn(look: Look): string {
  if (look === 'bad') return 'var(--paper)';
  return look === 1 || look === 2 || look === 'second' ? `var(--chart-on-${look})` : 'var(--ink)';
}

/** How much of a hatch is line: the stronger step stays the stronger. */
const hatches: Partial<Record<Look, number>> = { 1: 3.6, 2: 2.4, 3: 1.4, 4: 0.8, 5: 0.4, second: 2.4, bad: 3 };

function texture(look: Look): ReactNode {
  const quiet = 'var(--chart-texture)';
  switch (look) {
    case 2:
      return <path d="M0 3h6" stroke={quiet} strokeWidth="3" />;
    case 3:
      return <path d="M3 0v6" stroke={quiet} strokeWidth="1.5" />;
    case 4:
      return <path d="M3 1v4M1 3h4" stroke={quiet} />;
    case 5:
      return <circle cx="3" cy="3" r="0.9" fill="var(--chart-edge)" />;
    case 'warn':
      return <path d="M0 3h6" stroke="var(--warn)" strokeWidth="1.5" />;
    case 'unknown':
      return <circle cx="3" cy="3" r="0.9" fill="var(--unknown)" />;
    default:
      return null;
  }
}

/** Holds the patterns that the drawings and legends inside it fill with. */
export function Fills({ children }: { children: ReactNode }) {
  const prefix = useId();
  return (
    <Prefix value={prefix}>
      <svg width="0" height="0" aria-hidden="true" className="absolute">
        <defs>
          {looks.flatMap((look) =>
            kinds.map((kind) => (
              <pattern
                key={`${look}${kind}`}
                id={`${prefix}${look}-${kind}`}
                width="6"
                height="6"
                patternUnits="userSpaceOnUse"
                patternTransform={kind === 'forecast' ? 'rotate(45)' : undefined}
              >
                {kind === 'forecast' ? (
                  <>
                    <rect width="6" height="6" fill="var(--paper)" />
                    <path d="M3 0v6" stroke={edgeOf(look, kind)} strokeWidth={hatches[look] ?? 1.2} />
                  </>
                ) : (
                  <>
                    <rect width="6" height="6" fill={paintOf(look, kind)} />
                    {texture(look)}
                  </>
                )}
              </pattern>
            )),
          )}
        </defs>
      </svg>
      {children}
    </Prefix>
  );
}

/** Gives fill and edge of a look. */
export function useFill(): (look: Look, kind: Kind) => { fill: string; stroke: string } {
  const prefix = useContext(Prefix);
  return (look, kind) => ({ fill: `url(#${prefix}${look}-${kind})`, stroke: edgeOf(look, kind) });
}

/** A small field of a fill, for legends and tips. */
export function Swatch({ look, kind = 'actual' }: { look: Look; kind?: Kind }) {
  const fill = useFill();
  return (
    <svg width="16" height="12" aria-hidden="true" className="shrink-0">
      <rect x="0.5" y="0.5" width="15" height="11" {...fill(look, kind)} />
    </svg>
  );
}

/** A fill that takes all of its box, for bars that are HTML. */
export function FillBox({ look, kind = 'actual' }: { look: Look; kind?: Kind }) {
  const fill = useFill();
  return (
    <svg aria-hidden="true" className="absolute inset-0 size-full">
      <rect width="100%" height="100%" {...fill(look, kind)} strokeWidth="2" />
    </svg>
  );
}
