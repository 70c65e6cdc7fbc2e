import { useTranslation } from 'react-i18next';
import { setPrefs, usePrefs } from '@/lib/prefs';
import type { YenUnit } from '@/lib/yen';
import { BareLink } from '@/ui/Link';

const pages = [
  { key: 'overview', to: '/budgets' },
  { key: 'lines', to: '/budgets/lines' },
  { key: 'requests', to: '/budgets/requests' },
  { key: 'systems', to: '/budgets/systems' },
  { key: 'years', to: '/budgets/years' },
] as const;

/** The screens of the budget, and the unit in which they all show amounts. */
export function BudgetNav() {
  const { t } = useTranslation();
  const link = 'flex min-h-control items-center border-b-2 border-transparent px-3 whitespace-nowrap no-underline';
  return (
    <div className="no-print flex flex-wrap items-end justify-between gap-x-6 gap-y-2 border-line border-b">
      <nav aria-label={t('budgets:nav.label')} className="flex overflow-x-auto">
        {pages.map((p) => (
          <BareLink
            key={p.key}
            to={p.to}
            activeOptions={{ exact: p.key === 'overview', includeSearch: false }}
            activeProps={{ className: `${link} border-accent font-bold text-accent`, 'aria-current': 'page' }}
            inactiveProps={{ className: `${link} text-ink-soft hover:text-ink` }}
          >
            {t(`budgets:nav.${p.key}`)}
          </BareLink>
        ))}
      </nav>
      <UnitSwitch />
    </div>
  );
}

const units: YenUnit[] = ['yen', 'thousand', 'million', 'oku'];

function UnitSwitch() {
  const { t } = useTranslation();
  const { yen } = usePrefs();
  return (
    <label className="flex items-center gap-2 pb-1">
      <span className="text-note text-ink-soft">{t('budgets:unit.label')}</span>
      <select
        value={yen}
        onChange={(e) => setPrefs({ yen: e.target.value as YenUnit })}
        className="min-h-control border border-line-strong bg-paper px-2"
      >
        {units.map((u) => (
          <option key={u} value={u}>
            {t(`budgets:unit.${u}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
