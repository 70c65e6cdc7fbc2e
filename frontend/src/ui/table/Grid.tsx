import { useNavigate } from '@tanstack/react-router';
import { type ColumnDef, flexRender, getCoreRowModel, useReactTable } from '@tanstack/react-table';
import { Fragment, type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '@/lib/cx';
import type { Column } from '../fields/columns';
import { BareLink } from '../Link';
import type { DataTableProps } from './DataTable';
import { nextSort } from './search';
import { visibleColumns } from './visible';

interface GridProps<R extends { id: string }> extends DataTableProps<R> {
  rows: R[];
  chosen: string | undefined;
}

/** The table itself: head and first column stay in sight; j and k move along the rows from anywhere on the page, Enter opens, and while the table
 *  has the focus, arrows move as well. */
export function Grid<R extends { id: string }>({
  title,
  columns,
  rows,
  chosen,
  sort,
  search,
  onSearch,
  rowLink,
  rowName,
  preview,
  below,
  isFetching,
}: GridProps<R>) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const region = useRef<HTMLElement>(null);
  const visible = visibleColumns(columns, search.cols);
  const defs = useMemo<ColumnDef<R>[]>(
    () => visible.map((c) => ({ id: c.key, cell: ({ row }) => c.cell(row.original) })),
    [visible],
  );
  const table = useReactTable({ data: rows, columns: defs, getCoreRowModel: getCoreRowModel(), getRowId: (r) => r.id });

  const open = (row: R) => void navigate(rowLink(row));
  const choose = (row: R) => (preview ? onSearch({ row: row.id }, true) : open(row));

  const onKeyDown = (e: Keys) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const at = rows.findIndex((r) => r.id === (focusedRow(e.target) ?? chosen));
    const step = e.key === 'j' || e.key === 'ArrowDown' ? 1 : e.key === 'k' || e.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      const next = rows[Math.max(0, Math.min(rows.length - 1, at + step))];
      if (!next) return;
      e.preventDefault();
      if (preview && chosen) onSearch({ row: next.id }, true);
      region.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(next.id)}"] a`)?.focus();
    } else if (e.key === ' ' && at >= 0 && rows[at] && focusedRow(e.target)) {
      e.preventDefault();
      choose(rows[at]);
    } else if (e.key === 'Escape' && chosen) onSearch({ row: undefined }, true);
  };

  const moving = useRef(onKeyDown);
  moving.current = onKeyDown;
  useEffect(() => {
    // Where nothing has the focus, or only the page that was just opened, j and k mean its list.
    const onPage = (e: globalThis.KeyboardEvent) => {
      const idle = e.target === document.body || (e.target instanceof HTMLElement && e.target.id === 'main');
      if (idle && (e.key === 'j' || e.key === 'k')) moving.current(e);
    };
    document.addEventListener('keydown', onPage);
    return () => document.removeEventListener('keydown', onPage);
  }, []);

  return (
    <section
      ref={region}
      aria-label={title}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      onKeyDown={onKeyDown}
      className={cx(
        'max-h-[calc(100dvh-11rem)] overflow-auto border-line border-y bg-paper',
        isFetching && 'opacity-70',
      )}
    >
      <table className="w-full border-separate border-spacing-0">
        <caption className="sr-only">{t('common:table.caption', { title })}</caption>
        <thead>
          <tr>
            {visible.map((c, i) => (
              <Head
                key={c.key}
                column={c}
                first={i === 0}
                sort={sort}
                onSort={(key) => onSearch({ sort: nextSort(search.sort, key), page: undefined })}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {table.getRowModel().rows.map(({ id, original, getVisibleCells }) => {
            const line = below?.(original);
            const look = cx('group cursor-pointer', id === chosen ? 'bg-chosen' : 'bg-paper hover:bg-hover');
            const edge = line ? undefined : 'border-b';
            return (
              <Fragment key={id}>
                <tr
                  data-row={id}
                  aria-current={id === chosen ? 'true' : undefined}
                  onClick={(e) => !pressedInside(e) && choose(original)}
                  onDoubleClick={() => open(original)}
                  className={look}
                >
                  {getVisibleCells().map((cell, i) => {
                    const content = flexRender(cell.column.columnDef.cell, cell.getContext());
                    const column = visible[i];
                    return i === 0 ? (
                      <th
                        key={cell.id}
                        scope="row"
                        className={cx(
                          'sticky left-0 z-10 h-row max-w-80 truncate border-line border-r bg-inherit px-(--cell-x) text-left font-normal leading-[1.3] focus-within:whitespace-normal',
                          edge,
                        )}
                      >
                        <BareLink
                          {...rowLink(original)}
                          title={rowName(original)}
                          className="block truncate text-accent hover:underline focus:whitespace-normal"
                        >
                          {content}
                        </BareLink>
                      </th>
                    ) : (
                      <td
                        key={cell.id}
                        className={cx(
                          'h-row max-w-72 truncate border-line px-(--cell-x) leading-[1.3]',
                          edge,
                          column?.numeric && 'num',
                        )}
                      >
                        {content}
                      </td>
                    );
                  })}
                </tr>
                {line && (
                  <tr onClick={(e) => !pressedInside(e) && choose(original)} className={look}>
                    <td
                      colSpan={visible.length}
                      className="border-line border-b px-(--cell-x) pb-2 text-ink-soft text-note leading-[1.3]"
                    >
                      {line}
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'preventDefault'> & {
  target: EventTarget | null;
};

const focusedRow = (target: EventTarget | null) =>
  target instanceof Element ? target.closest('[data-row]')?.getAttribute('data-row') : null;

/** A press on something that acts by itself, or the end of selecting text, is not meant for the row. */
const pressedInside = (e: MouseEvent) =>
  (e.target instanceof Element && e.target.closest('a, button, input, label') !== null) ||
  Boolean(getSelection()?.toString());

function Head<R>({
  column,
  first,
  sort,
  onSort,
}: {
  column: Column<R>;
  first: boolean;
  sort: string;
  onSort: (key: string) => void;
}) {
  const { t } = useTranslation();
  const up = sort === column.key;
  const down = sort === `-${column.key}`;
  const text = (
    <>
      {t(column.label)}
      {column.unit && <span className="ml-1 text-ink-faint">({t(column.unit)})</span>}
    </>
  );
  return (
    <th
      scope="col"
      aria-sort={up ? 'ascending' : down ? 'descending' : undefined}
      style={column.width ? { minWidth: `${column.width}rem` } : undefined}
      className={cx(
        'sticky top-0 h-row whitespace-nowrap border-line-strong border-b bg-desk px-(--cell-x) text-left font-normal text-ink-soft text-note',
        first ? 'left-0 z-30 border-r border-r-line' : 'z-20',
        column.numeric && 'text-right',
      )}
    >
      {column.sortable ? (
        <button
          type="button"
          onClick={() => onSort(column.key)}
          className="print-keep inline-flex min-h-6 items-center gap-1 hover:text-accent"
        >
          {text}
          <span aria-hidden="true" className={up || down ? 'text-accent' : 'invisible'}>
            {down ? '▼' : '▲'}
          </span>
        </button>
      ) : (
        text
      )}
    </th>
  );
}
