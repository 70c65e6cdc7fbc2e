import type { TreeNode } from '@/api/organisations';

/** Words compared without regard to width, case and kind of kana. */
export const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u30a1-\u30f6]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60));

export interface TreeRow {
  node: TreeNode;
  /** Whether rows stand below it now; undefined for a leaf. */
  open: boolean | undefined;
  /** Holds the words looked for; those above a match are shown for the way to it. */
  match: boolean;
}

/** The rows in sight: the open ones, or, while something is looked for, the matches with the way down to them. */
export function rowsInSight(items: readonly TreeNode[], open: ReadonlySet<string>, q: string): TreeRow[] {
  const words = fold(q).split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    const out: TreeRow[] = [];
    let shutAt = Number.POSITIVE_INFINITY;
    for (const node of items) {
      if (node.level > shutAt) continue;
      const isOpen = open.has(node.id);
      shutAt = isOpen ? Number.POSITIVE_INFINITY : node.level;
      out.push({ node, open: node.children > 0 ? isOpen : undefined, match: false });
    }
    return out;
  }
  const hit = new Set<string>();
  const shown = new Set<string>();
  const parent = new Map(items.map((n) => [n.id, n.parentId ?? '']));
  for (const n of items) {
    const text = fold(`${n.code} ${n.name} ${n.nameEn ?? ''}`);
    if (!words.every((w) => text.includes(w))) continue;
    hit.add(n.id);
    for (let at = n.id; at && !shown.has(at); at = parent.get(at) ?? '') shown.add(at);
  }
  return items
    .filter((n) => shown.has(n.id))
    .map((node) => ({
      node,
      open: items.some((n) => n.parentId === node.id && shown.has(n.id)) || undefined,
      match: hit.has(node.id),
    }));
}

/** What stands open at first: the top, so that one sees the bureaus and wards but not 500 sections. */
export const openAtFirst = (items: readonly TreeNode[]): Set<string> =>
  new Set(items.filter((n) => n.level === 1).map((n) => n.id));

/** How many of each kind, for the answer in words. */
export function countKinds(items: readonly TreeNode[]): Partial<Record<TreeNode['kind'], number>> {
  const out: Partial<Record<TreeNode['kind'], number>> = {};
  for (const n of items) out[n.kind] = (out[n.kind] ?? 0) + 1;
  return out;
}
