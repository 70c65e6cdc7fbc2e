import type { LinkProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { BareLink } from './Link';

export interface Crumb {
  label: string;
  /** None for the page itself. */
  link?: Pick<LinkProps, 'to' | 'search' | 'params'>;
}

export function Breadcrumbs({ crumbs }: { crumbs: Crumb[] }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('shell:breadcrumbs')} className="min-w-0">
      <ol className="flex min-w-0 items-center gap-2">
        {crumbs.map((c, i) => (
          <li
            key={c.label}
            className={i === crumbs.length - 1 ? 'min-w-0 truncate' : 'flex shrink-0 items-center gap-2 max-sm:hidden'}
          >
            {c.link && i < crumbs.length - 1 ? (
              <>
                <BareLink {...c.link} className="text-accent hover:underline">
                  {c.label}
                </BareLink>
                <span aria-hidden="true" className="text-ink-faint">
                  /
                </span>
              </>
            ) : (
              <span aria-current="page">{c.label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
