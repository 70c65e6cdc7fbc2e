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
];

export const navFor = (me: Me | undefined): NavEntry[] => nav.filter((n) => !n.permission || holds(me, n.permission));
