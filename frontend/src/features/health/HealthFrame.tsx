import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type HealthSummary, healthSummaryOptions } from '@/api/health';
import { useFormat } from '@/i18n/format';
import { BareLink } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import { DateField } from '@/ui/ParsedField';
import { FailedState } from '@/ui/states';

const tabs = [
  { to: '/health/projects', key: 'projects' },
  { to: '/health/systems', key: 'systems' },
  { to: '/health/value', key: 'value' },
  { to: '/health/rules', key: 'rules' },
] as const;

/** The frame of the four screens of health: the answer, the way to the others, what to compare with. */
export function HealthFrame({
  answer,
  actions,
  children,
}: {
  answer?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const path = useLocation({ select: (l) => l.pathname });
  return (
    <div className="flex flex-col gap-4">
      <PageHead title={t('health:title')} answer={answer} actions={actions} />
      <nav aria-label={t('health:screens')} className="no-print flex overflow-x-auto border-line border-b">
        {tabs.map(({ to, key }) => (
          <BareLink
            key={key}
            to={to}
            aria-current={path === to ? 'page' : undefined}
            className="flex min-h-control items-center border-transparent border-b-2 px-4 whitespace-nowrap text-ink-soft hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-bold aria-[current=page]:text-accent"
          >
            {t(`health:screen.${key}`)}
          </BareLink>
        ))}
      </nav>
      {children}
    </div>
  );
}

/** Everything that the figures at the top are read from, or the state in its place. */
export function useSummary(since: string | undefined): { summary?: HealthSummary; instead?: ReactNode } {
  const { data, error, refetch } = useQuery(healthSummaryOptions(since));
  if (data) return { summary: data };
  return { instead: error ? <FailedState error={error} onRetry={() => void refetch()} compact /> : undefined };
}

/** Chooses the day to compare with; left empty, it is a month ago. */
export function SincePicker({
  summary,
  since,
  onSince,
}: {
  summary: HealthSummary | undefined;
  since: string | undefined;
  onSince: (day: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-1">
      <DateField
        label={t('health:since')}
        value={since ?? null}
        onChange={(v) => {
          if (v === null) onSince(undefined);
          else if (/^\d{4}-\d{2}-\d{2}$/.test(v)) onSince(v);
        }}
      />
      {summary && (
        <span className="pb-1.5 text-note text-ink-soft">
          {summary.comparedOn
            ? t('health:comparedOn', { on: f.day(summary.comparedOn) })
            : t('health:comparedNone', { on: f.day(summary.since) })}
        </span>
      )}
    </div>
  );
}
