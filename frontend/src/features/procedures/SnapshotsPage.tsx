import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { snapshotsOptions } from '@/api/procedures';
import { holds, meOptions } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { Button } from '@/ui/Button';
import { Link } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import { EmptyState, FailedState, SkeletonPage } from '@/ui/states';
import { Share } from './Chips';
import { ProcedureNav } from './ProcedureNav';
import { SnapshotDialog } from './SnapshotDialog';
import { SnapshotLines } from './SnapshotLines';

const head = 'py-1 pl-4 font-normal whitespace-nowrap';

/** What was counted when, by which definition? */
export function SnapshotsPage() {
  const { t } = useTranslation();
  const f = useFormat();
  const [asking, setAsking] = useState(false);
  const { data, error, refetch } = useQuery(snapshotsOptions());
  const { data: me } = useQuery(meOptions());
  if (error && !data) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonPage />;
  const take = holds(me, 'procedures:snapshot') && (
    <Button variant="main" onPress={() => setAsking(true)}>
      {t('procedures:snapshot.take')}
    </Button>
  );
  return (
    <div className="flex flex-col gap-4">
      <PageHead title={t('procedures:snapshot.title')} answer={t('procedures:snapshot.answer')} actions={take} />
      <ProcedureNav />
      {data.items.length === 0 ? (
        <EmptyState title={t('procedures:snapshot.empty')} hint={t('procedures:snapshot.emptyHint')} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className="overflow-x-auto" aria-label={t('procedures:snapshot.title')} tabIndex={0}>
          <table className="w-full min-w-3xl">
            <thead>
              <tr className="border-line-strong border-b text-left text-note text-ink-soft">
                <th scope="col" className="py-1 font-normal">
                  {t('procedures:snapshot.takenOn')}
                </th>
                <th scope="col" className={head}>
                  {t('procedures:snapshot.name')}
                </th>
                <th scope="col" className={head}>
                  {t('procedures:snapshot.edition')}
                </th>
                <th scope="col" className={`num ${head}`}>
                  {t('procedures:snapshot.total')}
                </th>
                {(['currentByCount', 'potentialByCount', 'currentByVolume'] as const).map((k) => (
                  <th key={k} scope="col" className={`num ${head}`}>
                    {t(`procedures:snapshot.${k}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.items.map((s) => (
                <tr key={s.id} className="h-9 border-line border-b">
                  <th scope="row" className="whitespace-nowrap text-left font-normal">
                    {f.day(s.takenOn)}
                  </th>
                  <td className="pl-4">
                    <Link to="/procedures/snapshots/$id" params={{ id: s.id }}>
                      {s.name}
                    </Link>
                  </td>
                  <td className="whitespace-nowrap pl-4">
                    {t('procedures:snapshot.ofEdition', { edition: s.edition })}
                  </td>
                  <td className="num pl-4">{f.number(s.total)}</td>
                  {(['currentByCount', 'potentialByCount', 'currentByVolume'] as const).map((k) => (
                    <td key={k} className="num pl-4">
                      <Share of={s[k]} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {data.items.length > 1 && <SnapshotLines snapshots={data.items.toReversed()} />}
      {asking && <SnapshotDialog onClose={() => setAsking(false)} />}
    </div>
  );
}
