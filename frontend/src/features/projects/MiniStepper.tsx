import { useTranslation } from 'react-i18next';
import type { Step } from '@/api/projects';
import { cx } from '@/lib/cx';
import { gateFace, gateWord } from './model';

const faces = {
  done: { look: 'fill-good stroke-good', path: 'M5 1.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z' },
  current: { look: 'fill-none stroke-accent', path: 'M5 1.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z' },
  next: { look: 'fill-none stroke-ink-faint', path: 'M5 1.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z' },
  skipped: { look: 'fill-none stroke-ink-faint', path: 'M1 5h8' },
  failed: { look: 'fill-bad stroke-bad', path: 'M1.5 1.5h7v7h-7z' },
};

/** The gates of a project in a table's cell: one shape each, said in words to those who don't see them. */
export function MiniStepper({ gates, nextGate }: { gates: readonly Step[]; nextGate: string }) {
  const { t } = useTranslation();
  const said = gates.map((g) =>
    t('projects:gateSaid', { gate: g.gate, word: t(`projects:gateWord.${gateWord(g, nextGate)}`) }),
  );
  return (
    <span
      role="img"
      aria-label={said.join(t('common:listSeparator'))}
      title={said.join('\n')}
      className="inline-flex items-center align-middle"
    >
      {gates.map((g, i) => {
        const face = gateFace(g, nextGate);
        return (
          <span key={g.gate} className="inline-flex items-center">
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
        );
      })}
    </span>
  );
}
