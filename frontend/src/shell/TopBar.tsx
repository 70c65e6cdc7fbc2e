import { useMatches } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Me } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { Breadcrumbs, type Crumb } from '@/ui/Breadcrumbs';
import { PersonMenu } from './PersonMenu';
import { PrefsMenu } from './PrefsMenu';
import { Search } from './Search';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** i18n key of the page's name in the breadcrumb. */
    crumb?: string;
  }
}

/** What a loader may return, to name its page after a record. */
export interface CrumbData {
  crumb?: { name: string; nameEn?: string };
}

export function TopBar({ me }: { me: Me }) {
  return (
    <header className="no-print sticky top-0 z-40 flex h-12 items-center justify-between gap-4 border-line border-b bg-paper px-4">
      <Trail />
      <div className="flex shrink-0 items-center gap-1">
        <Search me={me} />
        <PrefsMenu />
        <PersonMenu me={me} />
      </div>
    </header>
  );
}

/** The way here, from the routes' own names. */
function Trail() {
  const { t } = useTranslation();
  const f = useFormat();
  const matches = useMatches();
  const crumbs: Crumb[] = [];
  for (const m of matches) {
    const record = (m.loaderData as CrumbData | undefined)?.crumb;
    const label = record ? f.name(record) : m.staticData.crumb && t(m.staticData.crumb);
    if (label && crumbs.at(-1)?.label !== label)
      crumbs.push({ label, link: { to: m.pathname as Crumb['link'] extends { to?: infer T } ? T : never } });
  }
  return <Breadcrumbs crumbs={crumbs} />;
}
