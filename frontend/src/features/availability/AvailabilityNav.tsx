import { useTranslation } from 'react-i18next';
import { Link } from '@/ui/Link';

const places = [
  { to: '/availability', key: 'matrix' },
  { to: '/availability/outages', key: 'outages' },
  { to: '/availability/maintenance', key: 'maintenance' },
  { to: '/availability/targets', key: 'targets' },
  { to: '/availability/calendars', key: 'calendars' },
] as const;

/** The lists of this part of the product, beside each other. */
export function AvailabilityNav() {
  const { t } = useTranslation();
  return (
    <nav
      aria-label={t('availability:title')}
      className="no-print flex flex-wrap gap-x-4 gap-y-1 border-line border-b pb-2"
    >
      {places.map((p) => (
        <Link
          key={p.key}
          to={p.to}
          activeOptions={{ exact: p.to === '/availability', includeSearch: false }}
          activeProps={{ className: 'font-bold text-ink no-underline', 'aria-current': 'page' }}
        >
          {t(`availability:nav.${p.key}`)}
        </Link>
      ))}
    </nav>
  );
}
