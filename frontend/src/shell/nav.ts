import type { LinkProps } from '@tanstack/react-router';
import type { Me } from '@/api/session';
import { holds } from '@/api/session';
import type { IconName } from '@/ui/Icon';

/** The parts of the rail, in its order. */
export const navGroups = ['now', 'register', 'govern', 'priority', 'city', 'care'] as const;
export type NavGroup = (typeof navGroups)[number];

export interface NavEntry {
  to: LinkProps['to'];
  /** i18n key in shell. */
  label: string;
  icon: IconName;
  group: NavGroup;
  /** Shown to those whose roles reach it. */
  permission?: string;
}

/** The main screens in the order of the rail; the first four stand in a phone's bottom bar. */
export const nav: NavEntry[] = [
  { to: '/work', label: 'shell:nav.work', icon: 'home', group: 'now' },
  { to: '/health/projects', label: 'shell:nav.health', icon: 'health', group: 'now', permission: 'health:read' },
  { to: '/meetings', label: 'shell:nav.meetings', icon: 'meetings', group: 'now', permission: 'meetings:read' },
  {
    to: '/disasters',
    label: 'shell:nav.disasters',
    icon: 'disasters',
    group: 'now',
    permission: 'disasters:read',
  },
  { to: '/systems', label: 'shell:nav.systems', icon: 'systems', group: 'register', permission: 'systems:read' },
  { to: '/projects', label: 'shell:nav.projects', icon: 'projects', group: 'register', permission: 'projects:read' },
  { to: '/gates', label: 'shell:nav.gates', icon: 'gates', group: 'register', permission: 'gates:read' },
  {
    to: '/rationalisation/systems',
    label: 'shell:nav.rationalisation',
    icon: 'rationalisation',
    group: 'register',
    permission: 'rationalisation:read',
  },
  { to: '/findings', label: 'shell:nav.findings', icon: 'findings', group: 'govern', permission: 'findings:read' },
  { to: '/budgets', label: 'shell:nav.budgets', icon: 'budgets', group: 'govern', permission: 'budgets:read' },
  {
    to: '/availability',
    label: 'shell:nav.availability',
    icon: 'availability',
    group: 'govern',
    permission: 'availability:read',
  },
  { to: '/plans', label: 'shell:nav.plans', icon: 'plans', group: 'govern', permission: 'plans:read' },
  { to: '/actions', label: 'shell:nav.actions', icon: 'actions', group: 'govern', permission: 'plan_actions:read' },
  {
    to: '/directives',
    label: 'shell:nav.directives',
    icon: 'directives',
    group: 'govern',
    permission: 'directives:read',
  },
  { to: '/maturity', label: 'shell:nav.maturity', icon: 'maturity', group: 'govern', permission: 'maturity:read' },
  { to: '/skills', label: 'shell:nav.skills', icon: 'skills', group: 'govern', permission: 'skills:read' },
  {
    to: '/procedures',
    label: 'shell:nav.procedures',
    icon: 'procedures',
    group: 'priority',
    permission: 'procedures:read',
  },
  { to: '/datasets', label: 'shell:nav.datasets', icon: 'datasets', group: 'priority', permission: 'datasets:read' },
  {
    to: '/logic-models',
    label: 'shell:nav.logic_models',
    icon: 'logic',
    group: 'priority',
    permission: 'logic_models:read',
  },
  { to: '/pilots', label: 'shell:nav.pilots', icon: 'pilots', group: 'priority', permission: 'pilots:read' },
  {
    to: '/organisations',
    label: 'shell:nav.organisations',
    icon: 'organisations',
    group: 'city',
    permission: 'organisations:read',
  },
  { to: '/people', label: 'shell:nav.people', icon: 'people', group: 'city', permission: 'people:read' },
  { to: '/posts', label: 'shell:nav.posts', icon: 'posts', group: 'city', permission: 'posts:read' },
  { to: '/imports', label: 'shell:nav.imports', icon: 'imports', group: 'care', permission: 'imports:read' },
  { to: '/policy', label: 'shell:nav.policy', icon: 'policy', group: 'care', permission: 'policy:read' },
  { to: '/audit', label: 'shell:nav.audit', icon: 'audit', group: 'care', permission: 'audit:read' },
];

/** The entries by the groups they stand in; a group that nothing is left of is left out. */
export const grouped = (entries: NavEntry[]) =>
  navGroups
    .map((group) => ({ group, entries: entries.filter((e) => e.group === group) }))
    .filter((g) => g.entries.length > 0);

/** How many entries a rail shows at once on a common screen; with more, the groups that few need every day begin shut. */
const roomy = 18;
const everyDay: readonly NavGroup[] = ['now', 'register', 'govern'];

/** Whether a group of the rail is open: as the reader left it, or as it begins. The first has no heading and is always open. */
export const isOpen = (group: NavGroup, count: number, kept: Record<string, boolean>): boolean =>
  group === 'now' || (kept[group] ?? (count <= roomy || everyDay.includes(group)));

/** Whether a page belongs to an entry: it stands below the entry's first step. */
export const isAt = (entry: NavEntry, path: string): boolean => String(entry.to).split('/')[1] === path.split('/')[1];

export const navFor = (me: Me | undefined): NavEntry[] => nav.filter((n) => !n.permission || holds(me, n.permission));
