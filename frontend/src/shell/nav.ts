import type { LinkProps } from '@tanstack/react-router';
import type { Me } from '@/api/session';
import { holds } from '@/api/session';
import type { IconName } from '@/ui/Icon';

export interface NavEntry {
  to: LinkProps['to'];
  /** i18n key in shell. */
  label: string;
  icon: IconName;
  /** Shown to those whose roles reach it. */
  permission?: string;
}

/** The main screens in the order of the rail; the first four stand in a phone's bottom bar. */
export const nav: NavEntry[] = [
  { to: '/', label: 'shell:nav.work', icon: 'home' },
  { to: '/systems', label: 'shell:nav.systems', icon: 'systems', permission: 'systems:read' },
  { to: '/projects', label: 'shell:nav.projects', icon: 'projects', permission: 'projects:read' },
  { to: '/gates', label: 'shell:nav.gates', icon: 'gates', permission: 'gates:read' },
  { to: '/organisations', label: 'shell:nav.organisations', icon: 'organisations', permission: 'organisations:read' },
  { to: '/people', label: 'shell:nav.people', icon: 'people', permission: 'people:read' },
  { to: '/posts', label: 'shell:nav.posts', icon: 'posts', permission: 'posts:read' },
  { to: '/imports', label: 'shell:nav.imports', icon: 'imports', permission: 'imports:read' },
  { to: '/policy', label: 'shell:nav.policy', icon: 'policy', permission: 'policy:read' },
  { to: '/audit', label: 'shell:nav.audit', icon: 'audit', permission: 'audit:read' },
];

export const navFor = (me: Me | undefined): NavEntry[] => nav.filter((n) => !n.permission || holds(me, n.permission));
