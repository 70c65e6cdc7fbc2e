import { useTranslation } from 'react-i18next';
import type { Cell, Matrix, MatrixRow } from '@/api/availability';
import { useFormat } from '@/i18n/format';
import { cx } from '@/lib/cx';
import { BareLink, Link } from '@/ui/Link';
import { Mark } from '@/ui/StatusChip';
import { cellTone, monthText, percentText } from './model';

/** A month of a system: a figure, and a colour only when the target was missed. */
function Month({ cell, id }: { cell: Cell; id: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const tone = cellTone(cell);
  if (cell.state === 'future') return <td className="border border-line bg-sunken" />;
  const text = percentText(f, cell.percent);
  return (
    <td className={cx('border border-line p-0 text-right', cell.missed && 'bg-bad-soft')}>
      <BareLink
        to="/availability/systems/$id"
        params={{ id }}
        search={{ month: cell.month }}
        className="flex min-h-row items-center justify-end gap-1 px-1.5 text-ink no-underline hover:underline"
      >
        {tone && <Mark tone={tone} />}
        {text === null ? (
          <span className="sr-only">{t(`availability:state.${cell.state}`)}</span>
        ) : (
          <span className={cx('num', cell.missed && 'font-bold')}>{text}</span>
        )}
        {cell.state === 'no_service' && <span aria-hidden="true">—</span>}
        {cell.missed && <span className="sr-only">{t('availability:missed')}</span>}
      </BareLink>
    </td>
  );
}

/** Systems by months, as a real table: the first column stays, a cell opens its month. */
export function MatrixGrid({ m }: { m: Matrix }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section aria-label={t('availability:title')} tabIndex={0} className="print-wide overflow-auto border border-line">
      <table className="w-full border-collapse text-note">
        <caption className="sr-only">{t('availability:caption')}</caption>
        <thead>
          <tr>
            <th scope="col" className="sticky left-0 z-10 min-w-56 border border-line bg-sunken px-2 py-1 text-left">
              {t('availability:system')}
            </th>
            {m.months.map((month, i) => (
              <th key={month} scope="col" className="border border-line bg-sunken px-1.5 py-1 text-right font-normal">
                {(i === 0 || month.endsWith('-01')) && <span className="block">{month.slice(0, 4)}</span>}
                {t('availability:monthNo', { month: Number(month.slice(5)) })}
              </th>
            ))}
            <th scope="col" className="border border-line bg-sunken px-2 py-1 text-right">
              {t('availability:twelve')}
            </th>
          </tr>
        </thead>
        <tbody>
          {m.items.map((row) => (
            <tr key={row.id}>
              <th
                scope="row"
                className="sticky left-0 z-10 border border-line bg-paper px-2 py-1 text-left font-normal"
              >
                <Link to="/availability/systems/$id" params={{ id: row.id }} className="block max-w-72 truncate">
                  {f.name(row)}
                </Link>
                <Facts row={row} />
              </th>
              {row.cells.map((c) => (
                <Month key={c.month} cell={c} id={row.id} />
              ))}
              <td className="border border-line px-2 text-right font-bold">
                <span className="num">{percentText(f, row.percent) ?? '◇'}</span>
                {row.percent === null && <span className="sr-only">{t('availability:state.unregistered')}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Facts({ row }: { row: MatrixRow }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <span className="flex flex-wrap gap-x-2 text-ink-soft">
      <span>{t(`systems:criticality.${row.criticality}`)}</span>
      {row.citizenFacing && <span>{t('availability:citizens')}</span>}
      <span>{f.pick(row.ownerName, row.ownerNameEn)}</span>
      {row.open > 0 && (
        <Link to="/availability/outages" search={{ state: 'open', systemId: row.id }} className="text-bad">
          ■ {t('availability:openNow', { count: row.open })}
        </Link>
      )}
    </span>
  );
}

/** The same on a phone: a system a card, with the months that missed in words. */
export function MatrixCards({ m }: { m: Matrix }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <ul className="border-line border-t">
      {m.items.map((row) => {
        const missed = row.cells.filter((c) => c.missed);
        return (
          <li key={row.id} className="border-line border-b bg-paper px-3 py-2">
            <span className="flex items-baseline justify-between gap-3">
              <Link to="/availability/systems/$id" params={{ id: row.id }}>
                {f.name(row)}
              </Link>
              <span className="flex items-center gap-1 whitespace-nowrap font-bold">
                <Mark tone={row.percent === null ? 'unknown' : missed.length > 0 ? 'bad' : 'good'} />
                {row.percent === null ? t('availability:state.unregistered') : `${percentText(f, row.percent)}%`}
              </span>
            </span>
            <Facts row={row} />
            {missed.length > 0 && (
              <p className="text-bad text-note">
                {t('availability:missedIn', {
                  months: missed
                    .map((c) => `${monthText(f, c.month)} ${percentText(f, c.percent)}%`)
                    .join(t('common:listSeparator')),
                })}
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}
