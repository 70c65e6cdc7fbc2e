import { useTranslation } from 'react-i18next';
import { Mark } from '../StatusChip';

export interface OutlineSection {
  key: string;
  title: string;
  faults: number;
}

/** The sections of a long form, in sight while one writes; a section with faults says how many. */
export function Outline({ sections }: { sections: OutlineSection[] }) {
  const { t } = useTranslation();
  if (sections.length < 2) return null;
  return (
    <nav aria-label={t('common:outline')} className="no-print sticky top-16 w-44 shrink-0 self-start max-lg:hidden">
      <ol className="flex flex-col border-line border-l">
        {sections.map((s) => (
          <li key={s.key}>
            <button
              type="button"
              className="flex min-h-control w-full items-center gap-2 px-3 text-left text-ink-soft hover:bg-hover hover:text-ink"
              onClick={() => {
                const head = document.getElementById(`head-${s.key}`);
                head?.scrollIntoView({ block: 'start' });
                head?.focus({ preventScroll: true });
              }}
            >
              {s.faults > 0 && <Mark tone="bad" />}
              {s.title}
              {s.faults > 0 && <span className="text-bad text-note">{t('common:faults', { count: s.faults })}</span>}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
