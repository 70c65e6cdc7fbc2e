import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Project, Reason } from '@/api/projects';
import { i18n } from '@/i18n';
import { type Format, useFormat } from '@/i18n/format';
import { shortYen } from './money';

/** The tier with every rule that made it so, and what the rules allow besides. */
export function TierReasons({ project }: { project: Pick<Project, 'tier' | 'tierReasons' | 'tierNotes' | 'systems'> }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <div className="flex flex-col gap-1">
      <span className="font-bold">{t(`projects:tierName.${project.tier}`)}</span>
      <ul className="list-disc pl-5 text-ink-soft">
        {[...project.tierReasons, ...project.tierNotes].map((r) => (
          <li key={r.code}>{tierReason(t, f, r, project.systems)}</li>
        ))}
      </ul>
    </div>
  );
}

/** One rule in words, with its figures and the systems it speaks of. */
export function tierReason(
  t: TFunction,
  f: Format,
  { code, params = {} }: Reason,
  systems: Project['systems'],
): string {
  const key = `projects:tierReason.${code}`;
  if (!i18n.exists(key)) return code;
  const ids = Array.isArray(params.ids) ? params.ids : [];
  const names = systems.filter((s) => ids.includes(s.id)).map((s) => f.name(s));
  return t(key, {
    cost: yen(t, f, params.cost),
    threshold:
      typeof params.threshold === 'string' ? t(`projects:level.${params.threshold}`) : yen(t, f, params.threshold),
    risk: params.risk ? t(`projects:level.${params.risk}`) : '',
    systems: names.length > 0 ? names.join(t('common:listSeparator')) : t('projects:count', { count: ids.length }),
  });
}

const yen = (t: TFunction, f: Format, amount: unknown) => (typeof amount === 'number' ? shortYen(t, f, amount) : '');
