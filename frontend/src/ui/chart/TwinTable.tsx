import { HrefLink } from '../HrefLink';
import type { Twin } from './types';

/** The figures of a drawing as a table. Read out when it is not seen; then its links stay with the drawing. */
export function TwinTable({ caption, twin, links }: { caption: string; twin: Twin; links: boolean }) {
  return (
    <table className="w-full border-separate border-spacing-0">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="text-note text-ink-soft">
          <th scope="col" className="border-line-strong border-b py-1 pr-(--cell-x) text-left font-normal">
            {twin.head}
          </th>
          {twin.columns.map((c) => (
            <th key={c.key} scope="col" className="num border-line-strong border-b px-(--cell-x) py-1 font-normal">
              {c.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {twin.rows.map((row) => (
          <tr key={row.key}>
            <th scope="row" className="border-line border-b py-1.5 pr-(--cell-x) text-left font-normal leading-[1.3]">
              {row.head}
            </th>
            {row.cells.map((cell, i) => (
              <td
                key={twin.columns[i]?.key ?? i}
                className="num border-line border-b px-(--cell-x) py-1.5 whitespace-nowrap leading-[1.3]"
              >
                {links && cell.href ? (
                  <HrefLink href={cell.href} className="text-accent underline underline-offset-3">
                    {cell.text}
                  </HrefLink>
                ) : (
                  cell.text
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
