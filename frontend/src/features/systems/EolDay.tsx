import type { ReactNode } from 'react';
import type { SystemItem } from '@/api/systems';
import { StatusChip } from '@/ui/StatusChip';
import { eolToneOf } from './model';

/** The next end of support of a listed system: marked where the day alone tells enough. */
export function EolDay({ item, today, children }: { item: SystemItem; today: string; children: ReactNode }) {
  const tone = eolToneOf(item, today);
  return tone ? <StatusChip tone={tone}>{children}</StatusChip> : <span className="whitespace-nowrap">{children}</span>;
}
