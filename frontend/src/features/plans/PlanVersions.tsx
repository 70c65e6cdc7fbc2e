import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Changes, changesOptions, type Plan, versionOptions, versionsOptions } from '@/api/plans';
import { useFormat } from '@/i18n/format';
import { Button } from '@/ui/Button';
import { Disclosure } from '@/ui/facts';
import { Link } from '@/ui/Link';
import { Section } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { EmptyState, FailedState, SkeletonText } from '@/ui/states';

/** The versions as they were approved, and what has changed since the latest. */
export function PlanVersions({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [shown, setShown] = useState<number>();
  const { data, error, refetch } = useQuery(versionsOptions(plan.id));
  const changes = useQuery(changesOptions(plan.id));
  if (error && !data) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonText lines={6} />;
  return (
    <div className="flex flex-col gap-8">
      <Section title={t(plan.versions ? 'plans:since' : 'plans:toApprove')}>
        {changes.data ? <ChangeList changes={changes.data} /> : <SkeletonText lines={4} />}
      </Section>
      <Section title={t('plans:versionsTitle')} note={t('plans:frozenNote')}>
        {data.items.length === 0 && <EmptyState title={t('plans:noVersions')} hint={t('plans:noVersionsHint')} />}
        <ul className="flex flex-col">
          {data.items.map((v) => (
            <li key={v.id} className="flex flex-col gap-2 border-line border-b py-3">
              <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
                <span>
                  <b>{t('plans:versionNo', { n: v.number })}</b>{' '}
                  {v.meetingRef ? (
                    <Link to="/meetings/$id" params={{ id: v.meetingRef }}>
                      {v.meeting}
                    </Link>
                  ) : (
                    v.meeting
                  )}{' '}
                  · {f.day(v.approvedOn)} · {v.approvedByName} · {t('plans:actionsCount', { n: f.number(v.actions) })}
                </span>
                <Button variant="quiet" onPress={() => setShown(shown === v.number ? undefined : v.number)}>
                  {t(shown === v.number ? 'plans:hideVersion' : 'plans:showVersion', { n: v.number })}
                </Button>
              </div>
              <code className="break-all text-ink-faint text-note">SHA-256 {v.hash}</code>
              {shown === v.number && <Frozen planId={plan.id} number={v.number} />}
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}

/** What was approved, as it was. */
function Frozen({ planId, number }: { planId: string; number: number }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { data, error } = useQuery(versionOptions(planId, String(number)));
  if (error) return <FailedState error={error} compact />;
  if (!data) return <SkeletonText lines={4} />;
  return (
    <div className="flex flex-col gap-2 border-line-strong border-l-2 pl-4">
      <StatusChip tone={data.intact ? 'good' : 'bad'}>{t(data.intact ? 'plans:intact' : 'plans:notIntact')}</StatusChip>
      {data.plan.themes.map((theme) => (
        <Disclosure
          key={theme.id}
          summary={`${f.name(theme)} · ${t('plans:actionsCount', { n: theme.actions.length })}`}
        >
          <ul className="flex flex-col gap-1 pl-4">
            {theme.actions.map((a) => (
              <li key={a.id}>
                {f.name(a)} <span className="text-ink-faint text-note">{a.code}</span>{' '}
                <span className="text-ink-soft text-note">
                  {a.ownerName} · {f.dayShort(a.startsOn)}–{f.dayShort(a.endsOn)}
                </span>
              </li>
            ))}
          </ul>
        </Disclosure>
      ))}
    </div>
  );
}

/** Added, removed, changed: field by field, each leading to its action. */
export function ChangeList({ changes }: { changes: Changes }) {
  const { t } = useTranslation();
  const f = useFormat();
  const none = changes.added.length + changes.removed.length + changes.changed.length + changes.themes.length === 0;
  if (none) return <p className="text-ink-soft">{t('plans:nothingChanged')}</p>;
  return (
    <div className="flex flex-col gap-3">
      <p>
        {t('plans:changesAnswer', {
          added: f.number(changes.added.length),
          removed: f.number(changes.removed.length),
          changed: f.number(changes.changed.length),
          unchanged: f.number(changes.unchanged),
        })}
      </p>
      {(['added', 'removed', 'changed', 'themes'] as const).map(
        (kind) =>
          changes[kind].length > 0 && (
            <Disclosure
              key={kind}
              summary={`${t(`plans:changes.${kind}`)} ${changes[kind].length}`}
              open={kind === 'changed'}
            >
              <ul className="flex max-h-96 flex-col gap-2 overflow-y-auto">
                {changes[kind].map((c) => (
                  <li key={c.id || c.code}>
                    {kind === 'themes' || kind === 'removed' ? (
                      f.name(c)
                    ) : (
                      <Link to="/actions/$id" params={{ id: c.id }}>
                        {f.name(c)}
                      </Link>
                    )}{' '}
                    <span className="text-ink-faint text-note">{c.code}</span>
                    {c.fields.map((d) => (
                      <span key={d.field + (d.label ?? '')} className="block pl-4 text-note">
                        {t(`actions:delta.${d.field}`)} {d.label}: <del>{d.before || '—'}</del> ⇒{' '}
                        <ins>{d.after || '—'}</ins>
                      </span>
                    ))}
                  </li>
                ))}
              </ul>
            </Disclosure>
          ),
      )}
    </div>
  );
}
