import { useTranslation } from 'react-i18next';
import { BareLink } from '@/ui/Link';

const pages = [
  { key: 'overview', to: '/skills' },
  { key: 'systems', to: '/skills/systems' },
  { key: 'projects', to: '/skills/projects' },
  { key: 'sections', to: '/skills/sections' },
] as const;

/** The screens of skills. */
export function SkillNav() {
  const { t } = useTranslation();
  const link = 'flex min-h-control items-center border-b-2 border-transparent px-3 whitespace-nowrap no-underline';
  return (
    <nav aria-label={t('skills:nav.label')} className="no-print flex overflow-x-auto border-line border-b">
      {pages.map((p) => (
        <BareLink
          key={p.key}
          to={p.to}
          activeOptions={{ exact: p.key === 'overview', includeSearch: false }}
          activeProps={{ className: `${link} border-accent font-bold text-accent`, 'aria-current': 'page' }}
          inactiveProps={{ className: `${link} text-ink-soft hover:text-ink` }}
        >
          {t(`skills:nav.${p.key}`)}
        </BareLink>
      ))}
    </nav>
  );
}
