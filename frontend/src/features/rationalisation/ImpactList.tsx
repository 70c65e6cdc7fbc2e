import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { impactOptions } from '@/api/rationalisation';
import { useFormat } from '@/i18n/format';
import { Link } from '@/ui/Link';
import { EmptyState, FailedState, SkeletonRows } from '@/ui/states';

const head = 'border-line-strong border-b py-1 pr-4 text-left font-normal text-note text-ink-soft whitespace-nowrap';

/** What stops when a system stops, the nearest first, with the way it gets there. */
export function ImpactList({ id }: { id: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { data, error, refetch } = useQuery(impactOptions(id));
  if (error && !data) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows />;
  if (data.items.length === 0)
    return <EmptyState title={t('rationalisation:impact.none')} hint={t('rationalisation:impact.noneHint')} />;
  const names = new Map(data.items.map((n) => [n.id, f.name(n)]));
  return (
    <div className="flex flex-col gap-3">
      <p>
        {t('rationalisation:impact.answer', {
          total: f.number(data.total),
          critical: f.number(data.critical),
          citizens: f.number(data.citizens),
        })}
        {data.cut && ` ${t('rationalisation:impact.cut')}`}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="overflow-x-auto" aria-label={t('rationalisation:impact.title')} tabIndex={0}>
        <table className="w-full border-separate border-spacing-0">
          <thead>
            <tr>
              {(['steps', 'system', 'via', 'criticality', 'citizens', 'owner'] as const).map((k) => (
                <th key={k} scope="col" className={head}>
                  {t(`rationalisation:impact.${k}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.items.map((n) => (
              <tr key={n.id}>
                <td className="num border-line border-b py-1.5 pr-4">{n.level}</td>
                <th scope="row" className="min-w-48 border-line border-b py-1.5 pr-4 text-left font-normal">
                  <Link to="/rationalisation/dependencies/$id" params={{ id: n.id }}>
                    {f.name(n)}
                  </Link>{' '}
                  <span className="text-ink-soft text-note">{n.code}</span>
                </th>
                <td className="border-line border-b py-1.5 pr-4">
                  {names.get(n.via ?? '') ?? t('rationalisation:impact.directly')}
                </td>
                <td className="whitespace-nowrap border-line border-b py-1.5 pr-4">
                  {t(`rationalisation:criticality.${n.criticality}`)}
                </td>
                <td className="whitespace-nowrap border-line border-b py-1.5 pr-4">
                  {n.citizenFacing ? t('rationalisation:impact.yes') : '—'}
                </td>
                <td className="whitespace-nowrap border-line border-b py-1.5">{f.pick(n.ownerName, n.ownerNameEn)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
