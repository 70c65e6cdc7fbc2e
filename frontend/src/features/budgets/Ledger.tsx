import { useTranslation } from 'react-i18next';
import type { Line, Posting } from '@/api/budgets';
import { useFormat } from '@/i18n/format';
import { usePrefs } from '@/lib/prefs';
import { Link } from '@/ui/Link';

/** The entries of a line in their order. What was wrong is never taken out, it is put right by another entry. */
export function Ledger({ line }: { line: Line }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { yen } = usePrefs();
  if (line.entries.length === 0) return <p className="text-ink-soft">{t('budgets:page.noEntries')}</p>;
  const cell = 'px-3 py-2 align-top';
  const head = `${cell} font-normal text-left`;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="overflow-x-auto" aria-label={t('budgets:page.ledger')} tabIndex={0}>
      <table className="w-full border-collapse">
        <caption className="pb-2 text-left text-note text-ink-soft">{t('budgets:page.ledgerNote')}</caption>
        <thead>
          <tr className="border-line-strong border-b text-note text-ink-soft">
            <th scope="col" className={head}>
              {t('entries:field.postedOn')}
            </th>
            <th scope="col" className={head}>
              {t('entries:field.kind')}
            </th>
            <th scope="col" className={`${head} text-right`}>
              {t('entries:field.amount')} ({t(`common:yenUnit.${yen}`)})
            </th>
            <th scope="col" className={head}>
              {t('entries:field.documentNo')}
            </th>
            <th scope="col" className={head}>
              {t('entries:field.reason')}
            </th>
            <th scope="col" className={head}>
              {t('entries:field.postedBy')}
            </th>
          </tr>
        </thead>
        <tbody>
          {line.entries.map((e) => (
            <tr key={e.id} className="border-line border-b">
              <td className={`${cell} whitespace-nowrap`}>{f.dayShort(e.postedOn)}</td>
              <td className={cell}>
                <Kind entry={e} />
              </td>
              <td className={`${cell} num whitespace-nowrap`}>{f.yen(e.amount)}</td>
              <td className={`${cell} whitespace-nowrap`}>{e.documentNo || '—'}</td>
              <td className={`${cell} max-w-96`}>{e.reason || '—'}</td>
              <td className={`${cell} whitespace-nowrap`}>{f.pick(e.postedByName, e.postedByNameEn) || '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Kind({ entry: e }: { entry: Posting }) {
  const { t } = useTranslation();
  const f = useFormat();
  const more = [
    e.number ? t('entries:number', { n: e.number }) : '',
    e.carryKind ? t(`entries:carryKind.${e.carryKind}`) : '',
    e.adjusts ? t(`entries:adjusts.${e.adjusts}`) : '',
  ].filter(Boolean);
  return (
    <>
      <span className="whitespace-nowrap">{t(`entries:kind.${e.kind}`)}</span>
      {more.length > 0 && <span className="block text-note text-ink-soft">{more.join(' · ')}</span>}
      {e.pairLineId && (
        <Link to="/budgets/lines/$id" params={{ id: e.pairLineId }} className="block text-note">
          {e.pairCode} {e.pairYear ? f.fiscalYear(e.pairYear) : ''}
        </Link>
      )}
    </>
  );
}
