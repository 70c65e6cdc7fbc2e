import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/format';
import { cx } from '@/lib/cx';
import { Icon } from '@/ui/Icon';
import { BareLink } from '@/ui/Link';
import type { TreeRow } from './model';

interface TreeTableProps {
  label: string;
  rows: TreeRow[];
  /** Branches are held open by what is looked for. */
  searching: boolean;
  onToggle: (id: string, open?: boolean) => void;
}

/** The tree as a table: arrows walk along the rows, right opens a branch, left shuts it or goes up, Enter opens the page. */
export function TreeTable({ label, rows, searching, onToggle }: TreeTableProps) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const body = useRef<HTMLTableSectionElement>(null);
  const focus = (at: number) => body.current?.querySelectorAll<HTMLElement>('[data-row] a')[at]?.focus();

  const onKeyDown = (e: KeyboardEvent) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const id = e.target instanceof Element && e.target.closest('[data-row]')?.getAttribute('data-row');
    const at = rows.findIndex((r) => r.node.id === id);
    const row = rows[at];
    if (!row) return;
    const go: Record<string, () => void> = {
      ArrowDown: () => focus(Math.min(rows.length - 1, at + 1)),
      j: () => focus(Math.min(rows.length - 1, at + 1)),
      ArrowUp: () => focus(Math.max(0, at - 1)),
      k: () => focus(Math.max(0, at - 1)),
      Home: () => focus(0),
      End: () => focus(rows.length - 1),
      ArrowRight: () => (row.open === false && !searching ? onToggle(row.node.id, true) : focus(at + 1)),
      ArrowLeft: () =>
        row.open && !searching
          ? onToggle(row.node.id, false)
          : focus(
              Math.max(
                0,
                rows.findIndex((r) => r.node.id === row.node.parentId),
              ),
            ),
    };
    const step = go[e.key];
    if (!step) return;
    e.preventDefault();
    step();
  };

  return (
    <div className="overflow-x-auto border-line border-y bg-paper">
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that opens and shuts is what a treegrid is
        role="treegrid"
        aria-label={label}
        className="w-full border-separate border-spacing-0"
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            {['name', 'kind', 'validFrom', 'children', 'posts'].map((k) => (
              <th
                key={k}
                scope="col"
                className={cx(
                  'h-row whitespace-nowrap border-line-strong border-b bg-desk px-(--cell-x) text-left font-normal text-ink-soft text-note',
                  (k === 'children' || k === 'posts') && 'text-right',
                  (k === 'kind' || k === 'validFrom') && 'max-md:hidden',
                )}
              >
                {t(`organisations:column.${k}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map(({ node, open, match }) => (
            <tr
              key={node.id}
              data-row={node.id}
              aria-level={node.level}
              aria-expanded={open}
              onDoubleClick={() => void navigate({ to: '/organisations/$id', params: { id: node.id } })}
              className={cx('hover:bg-hover', match && 'bg-chosen')}
            >
              <th scope="row" className="h-row border-line border-b px-(--cell-x) text-left font-normal leading-[1.3]">
                <span className="flex items-center" style={{ paddingLeft: `${(node.level - 1) * 1.25}rem` }}>
                  {open === undefined ? (
                    <span className="w-8 shrink-0" />
                  ) : (
                    <button
                      type="button"
                      tabIndex={-1}
                      disabled={searching}
                      aria-label={t(open ? 'organisations:shut' : 'organisations:open', { name: f.name(node) })}
                      onClick={() => onToggle(node.id)}
                      className="print-keep flex size-8 shrink-0 items-center justify-center text-ink-soft hover:text-accent coarse:size-11"
                    >
                      <span className={cx('transition-transform duration-[120ms]', !open && '-rotate-90')}>
                        <Icon name="chevron" size={16} />
                      </span>
                    </button>
                  )}
                  <BareLink
                    to="/organisations/$id"
                    params={{ id: node.id }}
                    className={cx('text-accent hover:underline', node.level <= 2 && 'font-bold')}
                  >
                    {f.name(node)}
                  </BareLink>
                  <span className="ml-2 text-ink-faint text-note max-md:hidden">{node.code}</span>
                  {node.validTo && (
                    <span className="ml-2 text-ink-soft text-note">
                      {t('organisations:until', { on: f.dayShort(node.validTo) })}
                    </span>
                  )}
                </span>
              </th>
              <td className="border-line border-b px-(--cell-x) max-md:hidden">
                {t(`organisations:kind.${node.kind}`)}
              </td>
              <td className="whitespace-nowrap border-line border-b px-(--cell-x) max-md:hidden">
                {f.dayShort(node.validFrom)}
              </td>
              <td className="num border-line border-b px-(--cell-x)">
                {node.children > 0 ? f.number(node.children) : '—'}
              </td>
              <td className="num border-line border-b px-(--cell-x)">{node.posts > 0 ? f.number(node.posts) : '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
