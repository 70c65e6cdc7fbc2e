import { useTranslation } from 'react-i18next';
import { BareLink } from '@/ui/Link';

const pages = [
  { key: 'systems', to: '/rationalisation/systems' },
  { key: 'capabilities', to: '/rationalisation/capabilities' },
  { key: 'components', to: '/rationalisation/components' },
  { key: 'dependencies', to: '/rationalisation/dependencies' },
  { key: 'cases', to: '/rationalisation/cases' },
  { key: 'roadmap', to: '/rationalisation/roadmap' },
] as const;

/** The screens of rationalisation. */
export function Nav() {
  const { t } = useTranslation();
  const link = 'flex min-h-control items-center border-b-2 border-transparent px-3 whitespace-nowrap no-underline';
  return (
    <nav aria-label={t('rationalisation:nav.label')} className="no-print flex overflow-x-auto border-line border-b">
      {pages.map((p) => (
        <BareLink
          key={p.key}
          to={p.to}
          activeOptions={{ exact: false, includeSearch: false }}
          activeProps={{ className: `${link} border-accent font-bold text-accent`, 'aria-current': 'page' }}
          inactiveProps={{ className: `${link} text-ink-soft hover:text-ink` }}
        >
          {t(`rationalisation:nav.${p.key}`)}
        </BareLink>
      ))}
    </nav>
  );
}
