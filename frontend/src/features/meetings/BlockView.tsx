import { useTranslation } from 'react-i18next';
import type { Block } from '@/api/meetings';
import { useFormat } from '@/i18n/format';
import { figureLink } from '@/lib/figure';
import { StackedBars } from '@/ui/chart/StackedBars';
import { FigureTile } from '@/ui/FigureTile';
import { Link } from '@/ui/Link';
import { written } from './model';

/** A piece of live data: its figures, a chart, a small table. Every figure opens onto its rows as they are today. */
export function BlockView({ block: b, of }: { block: Block; of: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const unknown = t('meetings:unknown');
  const title = f.pick(b.title, b.titleEn);
  const unit = (u: Block['figures'][number]['unit']) =>
    ['count', 'hours', 'yen'].includes(u) ? t(`meetings:unit.${u}`) : undefined;
  const note = f.pick(b.note, b.noteEn);
  return (
    <section aria-label={title} className="flex flex-col gap-3">
      <h3 className="flex flex-wrap items-baseline gap-x-4 font-bold">
        {title}
        <span className="font-normal text-note text-ink-soft">{t('common:asOf', { at: f.instant(b.asOf) })}</span>
        <Link {...figureLink(b.page)} className="no-print font-normal text-note">
          {t('meetings:pack.source')}
        </Link>
      </h3>
      {b.figures.length > 0 && (
        <div className="grid grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-2">
          {b.figures.map((x) => (
            <FigureTile
              key={x.label}
              label={f.pick(x.label, x.labelEn)}
              figure={written(f, x.value, x.unit, unknown)}
              unit={x.value === null ? undefined : unit(x.unit)}
              link={figureLink(x.rows || b.page)}
            />
          ))}
        </div>
      )}
      {b.chart && b.chart.categories.length > 0 && (
        <StackedBars
          id={`meetings.${of}.${b.key}`}
          level={3}
          title={title}
          head={t('meetings:category')}
          measure={
            b.chart.unit === 'yen' ? { kind: 'yen', unit: 'oku' } : { kind: 'number', unit: t('meetings:unit.count') }
          }
          categories={b.chart.categories.map((label, i) => ({
            key: label,
            label: f.pick(label, b.chart?.categoriesEn[i]),
            kind: b.chart?.kinds[i],
          }))}
          series={b.chart.series.map((s) => ({
            key: s.name,
            label: f.pick(s.name, s.nameEn),
            data: s.values.map((value) => ({ value })),
          }))}
        />
      )}
      {b.table && b.table.rows.length > 0 && <BlockTable title={title} table={b.table} unknown={unknown} />}
      {note && <p className="max-w-prose text-note text-ink-soft">{note}</p>}
    </section>
  );
}

function BlockTable({ title, table, unknown }: { title: string; table: NonNullable<Block['table']>; unknown: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="overflow-x-auto" aria-label={t('meetings:tableOf', { title })} tabIndex={0}>
      <table className="w-full">
        <thead>
          <tr className="border-line-strong border-b text-ink-soft text-note">
            {table.columns.map((c) => (
              <th
                key={c.label}
                scope="col"
                className={c.unit ? 'num py-1 pl-4 font-normal' : 'py-1 pr-4 text-left font-normal'}
              >
                {f.pick(c.label, c.labelEn)}
                {c.unit === 'yen' && ` (${t('meetings:unit.yen')})`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((r, i) => (
            <tr key={i} className="h-9 border-line border-b">
              {r.map((c, n) => {
                const unit = table.columns[n]?.unit;
                const text = unit ? written(f, c.value, unit, unknown) : f.pick(c.text, c.textEn);
                return (
                  <td key={table.columns[n]?.label} className={unit ? 'num whitespace-nowrap pl-4' : 'pr-4'}>
                    {c.rows ? <Link {...figureLink(c.rows)}>{text}</Link> : text}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {table.more ? (
        <p className="mt-1 text-note text-ink-soft">{t('meetings:more', { n: f.number(table.more) })}</p>
      ) : null}
    </section>
  );
}
