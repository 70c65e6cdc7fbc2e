import { useTranslation } from 'react-i18next';
import type { DirectiveItem } from '@/api/directives';
import { useFormat } from '@/i18n/format';
import { Link } from '@/ui/Link';

/** The directives that follow from something, each with its way. */
export function DirectiveLines({ directives }: { directives: DirectiveItem[] }) {
  const { t } = useTranslation();
  const f = useFormat();
  if (directives.length === 0) return null;
  return (
    <ul className="flex flex-col">
      {directives.map((d) => (
        <li key={d.id} className="flex flex-wrap items-baseline gap-x-3">
          <span className="text-note text-ink-soft">{t('meetings:directive')}</span>
          <Link to="/directives/$id" params={{ id: d.id }} className="min-h-6 py-0.5">
            {d.code} {d.title}
          </Link>
          <span className="text-note text-ink-soft">
            {t('meetings:directiveOf', { owner: f.pick(d.ownerName, d.ownerNameEn), on: f.day(d.dueOn) })}
          </span>
        </li>
      ))}
    </ul>
  );
}
