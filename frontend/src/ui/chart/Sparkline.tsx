/** A bare line of the last periods, with gaps for what nobody knows; the figures themselves stand beside it. */
export function Sparkline({ points }: { points: (number | null)[] }) {
  const known = points.filter((p) => p !== null);
  if (points.length < 2 || known.length === 0) return null;
  const low = Math.min(...known);
  const span = Math.max(...known) - low || 1;
  const at = (i: number) => (i * 96) / (points.length - 1);
  const d = points
    .map((p, i) => {
      if (p === null) return '';
      const y = 18 - ((p - low) * 16) / span;
      const before = points[i - 1] ?? null;
      // A point between two gaps is a dash of its own, or it would not show at all.
      if (before === null) return `M${at(i)} ${y}${(points[i + 1] ?? null) === null ? 'h2' : ''}`;
      return `L${at(i)} ${y}`;
    })
    .join('');
  return (
    <svg
      viewBox="0 0 96 20"
      height="20"
      preserveAspectRatio="none"
      aria-hidden="true"
      className="w-full text-ink-faint"
    >
      <path d={d} fill="none" stroke="currentColor" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
