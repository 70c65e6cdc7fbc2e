import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { WorkItem } from '@/api/work';
import { i18n } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { daysBetween } from '@/lib/dates';
import { HrefLink } from '@/ui/HrefLink';
import { Mark } from '@/ui/StatusChip';

/** One thing that waits: what to do, on which record, by when. The whole row leads there. */
export function WorkRow({ item, asOf }: { item: WorkItem; asOf: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const left = item.dueOn ? daysBetween(asOf, item.dueOn) : null;
  const kind = `work:kind.${item.kind}`;
  return (
    <li className="border-line border-b bg-paper">
      <HrefLink
        href={item.href}
        className="grid min-h-row grid-cols-[12rem_1fr_auto] items-baseline gap-x-4 px-3 py-2 text-ink hover:bg-hover max-md:grid-cols-[1fr_auto]"
      >
        <span className="max-md:col-span-2 max-md:text-ink-soft max-md:text-note">
          {i18n.exists(kind) ? t(kind) : item.kind}
        </span>
        <span className="min-w-0">
          <span className="text-accent">{f.pick(item.title, item.titleEn)}</span>{' '}
          <span className="whitespace-nowrap text-ink-faint text-note">{item.code}</span>
          <Detail detail={item.detail ?? {}} />
        </span>
        <span className="flex items-baseline gap-1.5 whitespace-nowrap text-right">
          {left !== null && left < 0 && <Mark tone="bad" />}
          {item.dueOn ? (
            <span>
              {f.dayShort(item.dueOn)}
              <span className="block text-note text-ink-soft">{dueWords(left ?? 0, t)}</span>
            </span>
          ) : (
            item.since && (
              <span className="text-ink-soft text-note">{t('work:since', { on: f.dayShort(item.since) })}</span>
            )
          )}
        </span>
      </HrefLink>
    </li>
  );
}

const dueWords = (left: number, t: TFunction) =>
  left < 0 ? t('work:late', { days: -left }) : left === 0 ? t('work:today') : t('work:left', { days: left });

/** The values that tell one thing of a kind from the next. */
function Detail({ detail }: { detail: Record<string, unknown> }) {
  const { t } = useTranslation();
  const f = useFormat();
  const text = (v: unknown) => (typeof v === 'string' && v ? v : undefined);
  const parts = [
    text(detail.gate) && t('work:gate', { gate: detail.gate }),
    typeof detail.round === 'number' && detail.round > 1 && t('work:round', { round: detail.round }),
    text(detail.tier) && t('work:tier', { tier: detail.tier }),
    typeof detail.systems === 'number' &&
      t('work:systems', { year: f.fiscalYear(Number(detail.year)), count: detail.systems }),
    typeof detail.merged === 'number' && t('work:merged', { count: detail.merged }),
    detail.criteria === true && t('work:criteria'),
    detail.drill === true && t('work:drill'),
    typeof detail.open === 'number' && t('work:open', { count: detail.open }),
    f.pick(text(detail.section), text(detail.sectionEn)),
    text(detail.milestone) ?? text(detail.risk) ?? text(detail.condition) ?? text(detail.model),
  ].filter(Boolean);
  if (parts.length === 0) return null;
  return <span className="block text-ink-soft text-note">{parts.join(' · ')}</span>;
}
