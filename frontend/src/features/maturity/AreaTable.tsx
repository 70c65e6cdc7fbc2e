import { useTranslation } from 'react-i18next';
import type { Appraisal, AreaSummary } from '@/api/maturity';
import { useFormat } from '@/i18n/format';
import { phone, useMedia } from '@/lib/useMedia';
import { Link } from '@/ui/Link';
import { StatusChip } from '@/ui/StatusChip';
import { AreaChip } from './Chips';

/** The areas of an appraisal, by the level from which on each is needed. */
export function AreaTable({ appraisal: a }: { appraisal: Appraisal }) {
  const { t } = useTranslation();
  const f = useFormat();
  const narrow = useMedia(phone);
  const name = (x: AreaSummary) => (
    <Link to="/maturity/appraisals/$id/areas/$area" params={{ id: a.id, area: x.area }}>
      {x.area} {f.name(x)}
    </Link>
  );
  if (narrow)
    return (
      <ul className="flex flex-col border border-line bg-paper">
        {a.areas.map((x) => (
          <li key={x.area} className="flex flex-col gap-1 border-b border-line px-3 py-2 last:border-0">
            <span className="flex items-baseline justify-between gap-2">
              {name(x)}
              <AreaChip status={x.status} />
            </span>
            <span className="text-note text-ink-soft">
              {t('maturity:area.reached', { level: x.capability ?? '?', top: x.top })}
              <Owed area={x} />
            </span>
          </li>
        ))}
      </ul>
    );
  return (
    <section
      className="overflow-x-auto"
      aria-label={t('maturity:tabs.areas')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <table className="w-full border-collapse bg-paper">
        <caption className="sr-only">{t('maturity:tabs.areas')}</caption>
        <thead>
          <tr className="border-b border-line-strong text-note text-ink-soft">
            <th scope="col" className="px-2 py-2 text-right">
              {t('maturity:area.stage')}
            </th>
            <th scope="col" className="px-2 py-2 text-left">
              {t('maturity:field.area')}
            </th>
            <th scope="col" className="px-2 py-2 text-left">
              {t('maturity:field.status')}
            </th>
            <th scope="col" className="px-2 py-2 text-right">
              {t('maturity:area.capability')}
            </th>
            <th scope="col" className="px-2 py-2 text-left">
              {t(`maturity:area.other.${a.kind}`)}
            </th>
            <th scope="col" className="px-2 py-2 text-left">
              {t('maturity:area.owed')}
            </th>
          </tr>
        </thead>
        <tbody>
          {a.areas.map((x) => (
            <tr key={x.area} className="border-b border-line hover:bg-hover">
              <td className="num px-2 text-right">{x.level}</td>
              <th scope="row" className="px-2 py-1.5 text-left font-normal">
                {name(x)}
              </th>
              <td className="px-2">
                <AreaChip status={x.status} />
              </td>
              <td className="num px-2 text-right">{x.scope === 'in' ? `${x.capability ?? '?'} / ${x.top}` : '—'}</td>
              <td className="px-2">
                <Other area={x} />
              </td>
              <td className="px-2 text-note">
                <Owed area={x} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The other view, marked where it differs. */
function Other({ area: x }: { area: AreaSummary }) {
  const { t } = useTranslation();
  if (!x.otherStatus) return <span className="text-ink-faint">{t('maturity:area.noOther')}</span>;
  const there = x.otherCapability ?? '?';
  if (x.otherStatus === 'OUT_OF_SCOPE' || x.otherStatus === 'NOT_APPLICABLE')
    return <span className="text-ink-soft">{t(`maturity:status.${x.otherStatus}`)}</span>;
  if (x.scope === 'in' && x.capability !== x.otherCapability)
    return <StatusChip tone="warn">{t('maturity:area.differs', { level: there })}</StatusChip>;
  return <span className="num">{there}</span>;
}

function Owed({ area: x }: { area: AreaSummary }) {
  const { t } = useTranslation();
  const words = [
    x.pending > 0 && t('maturity:owed.pending', { count: x.pending }),
    x.unanswered > 0 && t('maturity:owed.unanswered', { count: x.unanswered }),
    x.unrated > 0 && t('maturity:owed.unrated', { count: x.unrated }),
    x.stale && t('maturity:stale'),
  ].filter(Boolean);
  return <>{words.join(' · ')}</>;
}
