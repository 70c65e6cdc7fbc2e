import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { currentOptions } from '@/api/disasters';
import { safelyKept } from '@/api/outbox';
import { holds, type Me } from '@/api/session';
import { useSending, useUnsent } from '@/api/useOutbox';
import { useFormat } from '@/i18n/format';
import { cx } from '@/lib/cx';
import { Link } from '@/ui/Link';
import { Mark } from '@/ui/StatusChip';

/** Says on every page that a disaster or a drill runs, to those who are asked; and that reports have not been sent yet. It is
 *  asked anew as the reader goes from page to page, at most twice a minute. */
export function DisasterBanner({ me }: { me: Me }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { data, refetch, isStale } = useQuery({ ...currentOptions(), enabled: holds(me, 'disasters:read') });
  const path = useRouterState({ select: (s) => s.resolvedLocation?.pathname ?? '' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: going to another page is what asks
  useEffect(() => {
    if (isStale) void refetch();
  }, [path]);
  const unsent = useUnsent(me.person.id);
  useSending(me.person.id);
  const asked = (data?.items ?? []).filter((d) => d.mine > 0);
  const first = unsent[0];
  if (asked.length === 0 && !first) return null;
  return (
    <div className="no-print">
      {asked.map((d) => (
        <div
          key={d.id}
          className={cx(
            'flex flex-wrap items-center gap-x-4 gap-y-1 border-b px-4 py-2 text-ink',
            d.drill ? 'border-warn bg-warn-soft' : 'border-bad bg-bad-soft',
          )}
        >
          <Mark tone={d.drill ? 'warn' : 'bad'} />
          <strong>{t(d.drill ? 'shell:disaster.drill' : 'shell:disaster.earnest', { name: f.name(d) })}</strong>
          <span>{t(d.open > 0 ? 'shell:disaster.open' : 'shell:disaster.done', { mine: d.mine, open: d.open })}</span>
          {path !== `/disasters/${d.id}` && (
            <Link to="/disasters/$id" params={{ id: d.id }}>
              {t('shell:disaster.report')}
            </Link>
          )}
        </div>
      ))}
      <div role="status">
        {first && (
          <p className="flex flex-wrap items-center gap-x-4 gap-y-1 border-warn border-b bg-warn-soft px-4 py-2 text-ink">
            <Mark tone="warn" />
            <strong>{t('shell:disaster.unsent', { n: unsent.length })}</strong>
            <span>{t(safelyKept(me.person.id) ? 'shell:disaster.kept' : 'shell:disaster.unkept')}</span>
            {path !== `/disasters/${first.disasterId}` && (
              <Link to="/disasters/$id" params={{ id: first.disasterId }}>
                {t('shell:disaster.see')}
              </Link>
            )}
          </p>
        )}
      </div>
    </div>
  );
}
