import { cx } from '@/lib/cx';
import type { StepFace } from '@/lib/gateSteps';

const faces = {
  done: { look: 'fill-good stroke-good', path: 'M5 1.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z' },
  current: { look: 'fill-none stroke-accent', path: 'M5 1.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z' },
  next: { look: 'fill-none stroke-ink-faint', path: 'M5 1.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z' },
  skipped: { look: 'fill-none stroke-ink-faint', path: 'M1 5h8' },
  failed: { look: 'fill-bad stroke-bad', path: 'M1.5 1.5h7v7h-7z' },
};

export interface MiniStep {
  key: string;
  face: StepFace;
  /** The step and its state in words. */
  said: string;
}

/** Steps in a table's cell: one shape each, said in words to those who don't see them. */
export function MiniSteps({ steps, separator }: { steps: readonly MiniStep[]; separator: string }) {
  const said = steps.map((s) => s.said);
  return (
    <span
      role="img"
      aria-label={said.join(separator)}
      title={said.join('\n')}
      className="inline-flex items-center align-middle"
    >
      {steps.map(({ key, face }, i) => (
        <span key={key} className="inline-flex items-center">
          {i > 0 && <span className="h-px w-2 bg-line-strong" />}
          <svg
            width="10"
            height="10"
            viewBox="0 0 10 10"
            aria-hidden="true"
            className={cx('shrink-0', faces[face].look)}
            strokeWidth="1.25"
          >
            <path d={faces[face].path} />
            {face === 'current' && <path d="M5 1.5a3.5 3.5 0 0 0 0 7z" className="fill-accent" />}
          </svg>
        </span>
      ))}
    </span>
  );
}
