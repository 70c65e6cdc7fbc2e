import { useTranslation } from 'react-i18next';
import type { Scope } from '@/api/policy';

const shapes: Record<Scope, React.ReactNode> = {
  all: <circle cx="6" cy="6" r="5" fill="currentColor" />,
  section: (
    <>
      <circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" strokeWidth="1.2" />
      <path d="M6 1.6a4.4 4.4 0 0 0 0 8.8z" fill="currentColor" />
    </>
  ),
  own: <circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" strokeWidth="1.2" />,
};

/** How far a permission reaches: shape and word. */
export function ScopeMark({ scope }: { scope: Scope }) {
  const { t } = useTranslation();
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap">
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" className="shrink-0 text-accent">
        {shapes[scope]}
      </svg>
      {t(`policy:scope.${scope}`)}
    </span>
  );
}
