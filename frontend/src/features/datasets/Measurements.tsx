import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Dataset, type Measurement, measurementsOptions } from '@/api/datasets';
import { useFormat } from '@/i18n/format';
import { Section } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { EmptyState, FailedState, SkeletonRows } from '@/ui/states';
import { checks, percentOf } from './model';

/** What the samples showed, the newest with its columns and with the rows to mend. */
export function Measurements({ dataset: d }: { dataset: Dataset }) {
  const { t } = useTranslation();
  const list = useQuery(measurementsOptions(d.id));
  if (list.error && !list.data) return <FailedState error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <SkeletonRows />;
  const newest = list.data.items[0];
  if (!newest) return <EmptyState title={t('datasets:quality.never')} hint={t('datasets:measure.notKept')} />;
  return (
    <div className="flex flex-col gap-8">
      <Newest m={newest} />
      <Past list={list.data.items} />
    </div>
  );
}

const head = 'num py-1 pl-4 font-normal whitespace-nowrap';

function Newest({ m }: { m: Measurement }) {
  const { t } = useTranslation();
  const f = useFormat();
  const rows = (list: readonly number[]) =>
    list.length > 0 ? list.map((n) => f.number(n)).join(t('common:listSeparator')) : '—';
  return (
    <Section title={t('datasets:found.title')} note={f.day(m.measuredOn)}>
      <ul className="flex flex-wrap gap-x-6">
        {checks.map((c) => (
          <li key={c}>
            <StatusChip tone={m.checks[c] ? 'good' : 'warn'}>
              {t(m.checks[c] ? `datasets:checkOk.${c}` : `datasets:check.${c}`)}
            </StatusChip>
          </li>
        ))}
      </ul>
      {m.found.sameRows.length > 0 && <p>{t('datasets:found.same', { rows: rows(m.found.sameRows) })}</p>}
      {m.found.headless && <p>{t('datasets:found.headless')}</p>}
      {m.found.extra.length > 0 && (
        <p>{t('datasets:found.extra', { names: m.found.extra.join(t('common:listSeparator')) })}</p>
      )}
      {m.found.columns.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className="overflow-x-auto" aria-label={t('datasets:found.title')} tabIndex={0}>
          <table className="min-w-2xl">
            <thead>
              <tr className="border-line-strong border-b text-ink-soft text-note">
                <th scope="col" className="py-1 text-left font-normal">
                  {t('datasets:field.columns_name')}
                </th>
                <th scope="col" className="py-1 pl-4 text-left font-normal">
                  {t('datasets:field.columns_type')}
                </th>
                <th scope="col" className={head}>
                  {t('datasets:found.filled')}
                </th>
                <th scope="col" className={head}>
                  {t('datasets:found.valid')}
                </th>
                <th scope="col" className="py-1 pl-6 text-left font-normal">
                  {t('datasets:found.badRows')}
                </th>
              </tr>
            </thead>
            <tbody>
              {m.found.columns.map((c) => (
                <tr key={c.name} className="h-9 border-line border-b">
                  <th scope="row" className="text-left font-normal">
                    {c.name}
                  </th>
                  <td className="whitespace-nowrap pl-4">{t(`datasets:columns_type.${c.type}`)}</td>
                  <td className="num pl-4">
                    {c.present ? (
                      t('datasets:found.of', { n: f.number(c.filled), of: f.number(m.rowCount) })
                    ) : (
                      <StatusChip tone="bad">{t('datasets:found.absent')}</StatusChip>
                    )}
                  </td>
                  <td className="num pl-4">
                    {c.present ? t('datasets:found.of', { n: f.number(c.valid), of: f.number(c.checked) }) : '—'}
                  </td>
                  <td className="pl-6">{rows(c.badRows)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Section>
  );
}

function Past({ list }: { list: readonly Measurement[] }) {
  const { t } = useTranslation();
  const f = useFormat();
  const share = (n: number | null) => (n === null ? '—' : f.percent(percentOf(n), 1));
  return (
    <Section title={t('datasets:found.past')} note={t('datasets:found.notKept')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="overflow-x-auto" aria-label={t('datasets:found.past')} tabIndex={0}>
        <table className="min-w-3xl">
          <thead>
            <tr className="border-line-strong border-b text-ink-soft text-note">
              <th scope="col" className="py-1 text-left font-normal">
                {t('datasets:found.on')}
              </th>
              <th scope="col" className="py-1 pl-4 text-left font-normal">
                {t('datasets:found.file')}
              </th>
              {(['rows', 'completeness', 'schema', 'uniqueness'] as const).map((k) => (
                <th key={k} scope="col" className={head}>
                  {t(k === 'rows' ? 'datasets:found.rows' : `datasets:part.${k}`)}
                </th>
              ))}
              <th scope="col" className="py-1 pl-4 text-left font-normal">
                {t('datasets:found.by')}
              </th>
            </tr>
          </thead>
          <tbody>
            {list.map((m) => (
              <tr key={m.id} className="h-9 border-line border-b">
                <th scope="row" className="whitespace-nowrap text-left font-normal">
                  {f.day(m.measuredOn)}
                </th>
                <td className="break-all pl-4">
                  {m.fileName}{' '}
                  <span className="whitespace-nowrap text-ink-soft text-note">
                    SHA-256 {m.checksum.slice(0, 12)}… · {m.format.toUpperCase()}
                    {m.encoding ? ` · ${m.encoding}` : ''}
                  </span>
                </td>
                <td className="num pl-4">{f.number(m.rowCount)}</td>
                <td className="num pl-4">{share(m.completeness)}</td>
                <td className="num pl-4">{share(m.schemaFit)}</td>
                <td className="num pl-4">{share(m.uniqueness)}</td>
                <td className="whitespace-nowrap pl-4">{m.byName}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Section>
  );
}
