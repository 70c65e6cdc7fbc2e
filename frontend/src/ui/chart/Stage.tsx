import { type ReactNode, useState } from 'react';
import { useWidth } from './useWidth';

/** What a drawing tells its stage: the place that has the focus and where it stands. */
export type OnPlace = (place: { at: number; x: number } | undefined) => void;

/** Room for a drawing, and the tip of what in it has the focus. */
export function Stage({
  height,
  tip,
  children,
}: {
  height: number;
  tip: (at: number) => ReactNode;
  children: (width: number, onPlace: OnPlace) => ReactNode;
}) {
  const [box, width] = useWidth();
  const [place, setPlace] = useState<{ at: number; x: number }>();
  return (
    <div ref={box} className="relative" style={{ height }}>
      {width > 0 && children(width, setPlace)}
      {place && (
        <div
          className="pointer-events-none absolute top-1 z-10"
          style={place.x > width / 2 ? { right: Math.max(0, width - place.x + 16) } : { left: place.x + 16 }}
        >
          {tip(place.at)}
        </div>
      )}
    </div>
  );
}

/** Whether two drawings show the same. The library builds every part anew when it is called again, and the focus in it would be lost. */
export const sameDrawing = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b);
