import { useTranslation } from 'react-i18next';
import { Link } from '@/ui/Link';

/** Plans, and the editions of the strategy that they carry out, beside each other. */
export function PlansNav() {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('plans:title')} className="no-print flex flex-wrap gap-x-4 gap-y-1 border-line border-b pb-2">
      {(['/plans', '/plans/strategies'] as const).map((to) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: true, includeSearch: false }}
          activeProps={{ className: 'font-bold text-ink no-underline', 'aria-current': 'page' }}
        >
          {t(to === '/plans' ? 'plans:nav.plans' : 'plans:nav.strategies')}
        </Link>
      ))}
    </nav>
  );
}
