import { useTranslation } from 'react-i18next';
import { BareLink } from '@/ui/Link';

const pages = [
  { key: 'list', to: '/pilots' },
  { key: 'cases', to: '/pilots/cases' },
] as const;

/** The lists of pilots. */
export function PilotNav() {
  const { t } = useTranslation();
  const link = 'flex min-h-control items-center border-b-2 border-transparent px-3 whitespace-nowrap no-underline';
  return (
    <nav aria-label={t('pilots:nav.label')} className="no-print flex overflow-x-auto border-line border-b">
      {pages.map((p) => (
        <BareLink
          key={p.key}
          to={p.to}
          activeOptions={{ exact: p.key === 'list', includeSearch: false }}
          activeProps={{ className: `${link} border-accent font-bold text-accent`, 'aria-current': 'page' }}
          inactiveProps={{ className: `${link} text-ink-soft hover:text-ink` }}
        >
          {t(`pilots:nav.${p.key}`)}
        </BareLink>
      ))}
    </nav>
  );
}
