import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type ImportItem, importsOptions } from '@/api/imports';
import { useFormat } from '@/i18n/format';
import { Link, MainLink } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import { Pagination } from '@/ui/Pagination';
import { StatusChip } from '@/ui/StatusChip';
import { EmptyState, FailedState, SkeletonRows } from '@/ui/states';
import { stateTone, writes } from './model';

const limit = 50;

/** What was imported, by whom, with what result. */
export function ImportList({ page, onPage }: { page: number; onPage: (page: number) => void }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(importsOptions({ limit, page }));
  const start = <MainLink to="/imports/new">{t('imports:new')}</MainLink>;
  return (
    <div className="flex flex-col gap-4">
      <PageHead title={t('imports:title')} answer={t('imports:answer')} actions={start} />
      {error && !data ? (
        <FailedState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <SkeletonRows />
      ) : data.items.length === 0 ? (
        <EmptyState title={t('imports:empty')} hint={t('imports:emptyHint')} action={start} />
      ) : (
        <>
          <div className="overflow-x-auto border-line border-y bg-paper">
            <table className="w-full">
              <caption className="sr-only">{t('imports:title')}</caption>
              <thead>
                <tr className="border-line-strong border-b bg-desk text-left text-ink-soft text-note">
                  {['file', 'state', 'written', 'errors', 'by', 'at'].map((k) => (
                    <th
                      key={k}
                      scope="col"
                      className={`h-row whitespace-nowrap px-2 font-normal ${k === 'written' || k === 'errors' ? 'text-right' : ''} ${k === 'by' || k === 'at' ? 'max-md:hidden' : ''}`}
                    >
                      {t(`imports:column.${k}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {data.items.map((i) => (
                  <Row key={i.id} item={i} />
                ))}
              </tbody>
            </table>
          </div>
          <div className="flex justify-end">
            <Pagination
              page={page}
              limit={limit}
              total={data.total}
              capped={data.totalCapped}
              more={Boolean(data.next)}
              onPage={onPage}
            />
          </div>
        </>
      )}
    </div>
  );
}

function Row({ item: i }: { item: ImportItem }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <tr className="border-line border-b hover:bg-hover">
      <th scope="row" className="h-row px-2 text-left font-normal">
        <Link to="/imports/$id" params={{ id: i.id }} className="break-all">
          {i.fileName}
        </Link>{' '}
        <span className="text-ink-soft text-note">{t(`imports:noun.${i.noun}`)}</span>
      </th>
      <td className="px-2">
        <StatusChip tone={stateTone[i.state]}>{t(`imports:state.${i.state}`)}</StatusChip>
      </td>
      <td className="num px-2">{i.state === 'committed' ? f.number(writes(i)) : '—'}</td>
      <td className="num px-2">{f.number(i.counts.error)}</td>
      <td className="px-2 max-md:hidden">{i.createdByName || t('common:history.system')}</td>
      <td className="whitespace-nowrap px-2 max-md:hidden">{f.instant(i.createdAt)}</td>
    </tr>
  );
}
