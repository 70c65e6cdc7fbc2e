import { BareLink } from '../Link';
import type { DataTableProps } from './DataTable';

/** On a phone a row is a card of two lines: name and status, then the two facts that matter. */
export function Cards<R extends { id: string }>({
  rows,
  card,
  rowLink,
  title,
}: Pick<DataTableProps<R>, 'card' | 'rowLink' | 'title'> & { rows: R[] }) {
  return (
    <ul aria-label={title} className="border-line border-t">
      {rows.map((row) => {
        const face = card(row);
        return (
          <li key={row.id} className="border-line border-b bg-paper">
            <BareLink {...rowLink(row)} className="flex flex-col gap-0.5 px-3 py-2 text-ink active:bg-hover">
              <span className="flex items-baseline justify-between gap-3">
                <span className="min-w-0 break-words font-bold">{face.title}</span>
                <span className="max-w-2/5 shrink-0 text-right **:whitespace-normal">{face.status}</span>
              </span>
              <span className="flex flex-wrap gap-x-3 text-ink-soft text-note">
                {face.facts.slice(0, 2).map((fact, i) => (
                  <span key={i}>{fact}</span>
                ))}
              </span>
            </BareLink>
          </li>
        );
      })}
    </ul>
  );
}
