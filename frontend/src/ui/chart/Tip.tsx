import type { ReactNode } from 'react';

export interface TipRow {
  key: string;
  mark?: ReactNode;
  label: string;
  text: string;
}

/** What stands behind a place of a drawing, on hover and on focus. Screen readers have the link's name and the table. */
export function Tip({ title, rows }: { title: string; rows: TipRow[] }) {
  return (
    <div
      aria-hidden="true"
      className="no-print pointer-events-none w-max max-w-72 border border-line-strong bg-paper px-3 py-2 text-note text-ink"
    >
      <p className="font-bold">{title}</p>
      <table>
        <tbody>
          {rows.map((r) => (
            <tr key={r.key}>
              <td className="py-0.5 pr-2 align-middle">{r.mark}</td>
              <td className="pr-4">{r.label}</td>
              <td className="num whitespace-nowrap">{r.text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
