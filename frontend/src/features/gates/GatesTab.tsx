import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { conditionsOptions, type GateView, skipGate, stepperOptions } from '@/api/gates';
import { useFormat } from '@/i18n/format';
import { ActDialog } from '@/ui/act/ActDialog';
import { faultAt } from '@/ui/act/Refusal';
import { useAct } from '@/ui/act/useAct';
import { Button } from '@/ui/Button';
import { Link } from '@/ui/Link';
import { Section } from '@/ui/Page';
import { FailedState, SkeletonRows } from '@/ui/states';
import { TextArea } from '@/ui/TextField';
import { toast } from '@/ui/toast';
import { RoundWord } from './Chips';
import { ConditionCards } from './Conditions';
import { explainGate } from './Refused';

/** The way of a project through its gates: every round, its decision and number, and what it left open. */
export function GatesTab({ projectId }: { projectId: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(stepperOptions(projectId));
  const conditions = useQuery(conditionsOptions({ projectId, limit: 200 })).data?.items ?? [];
  if (error && !data) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows />;
  return (
    <div className="flex flex-col gap-8">
      <GateTable projectId={projectId} gates={data.gates} nextGate={data.nextGate} />
      {conditions.length > 0 && (
        <Section
          id="conditions"
          title={t('gates:conditions')}
          note={t('gates:openOf', {
            open: conditions.filter((c) => c.state === 'open' || c.state === 'reported').length,
            total: conditions.length,
          })}
        >
          <ConditionCards conditions={conditions} withGate />
        </Section>
      )}
    </div>
  );
}

function GateTable({ projectId, gates, nextGate }: { projectId: string; gates: GateView[]; nextGate: string }) {
  const { t } = useTranslation();
  const th = 'py-1 pr-4 font-normal whitespace-nowrap';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="relative overflow-x-auto" aria-label={t('gates:ofProject')} tabIndex={0}>
      <table className="w-full border-collapse">
        <caption className="sr-only">{t('gates:ofProject')}</caption>
        <thead>
          <tr className="border-line-strong border-b text-left text-ink-soft text-note">
            {['gate', 'standing', 'planned', 'decided', 'number', 'deciders', 'open'].map((h) => (
              <th key={h} scope="col" className={th}>
                {t(`gates:head.${h}`)}
              </th>
            ))}
            <th scope="col" className="w-px">
              <span className="sr-only">{t('gates:head.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {gates.map((g) => (
            <GateRow key={g.gate} projectId={projectId} gate={g} isNext={g.gate === nextGate} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function GateRow({ projectId, gate: g, isNext }: { projectId: string; gate: GateView; isNext: boolean }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [skipping, setSkipping] = useState(false);
  const open = g.openConditions;
  return (
    <tr className="border-line border-b align-top hover:bg-hover [&>*]:py-2" aria-current={isNext ? 'step' : undefined}>
      <th scope="row" className="min-w-44 pr-4 text-left font-normal">
        <Link
          to="/projects/$id/gates/$gate"
          params={{ id: projectId, gate: g.gate }}
          className={isNext ? 'font-bold' : undefined}
        >
          {g.gate} {f.pick(g.name, g.nameEn)}
        </Link>
      </th>
      <td className="pr-4">
        <Standing gate={g} isNext={isNext} />
        {g.skipReason && (
          <span className="block max-w-80 text-note text-ink-soft">
            {t('gates:skippedWhy', { reason: g.skipReason })}
          </span>
        )}
        {g.rounds.length > 1 && (
          <span className="block text-note text-ink-soft">{t('gates:rounds', { count: g.rounds.length })}</span>
        )}
      </td>
      <td className="whitespace-nowrap pr-4">{f.dayShort(g.plannedOn) || '—'}</td>
      <td className="whitespace-nowrap pr-4">{f.dayShort(g.decidedOn) || '—'}</td>
      <td className="whitespace-nowrap pr-4">{g.number ?? '—'}</td>
      <td className="pr-4">{g.deciders.map((a) => t(`gates:authority.${a}`)).join(t('gates:andThen'))}</td>
      <td className="whitespace-nowrap pr-4">
        {open.critical + open.essential + open.recommended === 0
          ? '—'
          : t('gates:openCounts', {
              critical: open.critical,
              essential: open.essential,
              recommended: open.recommended,
            })}
        {open.overdue > 0 && (
          <span className="block text-bad text-note">■ {t('gates:openOverdue', { count: open.overdue })}</span>
        )}
      </td>
      <td>
        {g.can.skip?.allowed && (
          <Button variant="quiet" onPress={() => setSkipping(true)}>
            {t('gates:skip')}
          </Button>
        )}
        {skipping && <SkipDialog projectId={projectId} gate={g} onClose={() => setSkipping(false)} />}
      </td>
    </tr>
  );
}

function Standing({ gate: g, isNext }: { gate: GateView; isNext: boolean }) {
  const { t } = useTranslation();
  if (g.skipped) return <span className="text-ink-soft">{t('gates:skipped')}</span>;
  const latest = g.rounds.find((r) => r.id === g.applicationId);
  if (!latest)
    return <span className={isNext ? 'font-bold' : 'text-ink-faint'}>{t(isNext ? 'gates:turn' : 'gates:ahead')}</span>;
  return <RoundWord state={latest.state} outcome={latest.outcome} />;
}

function SkipDialog({ projectId, gate, onClose }: { projectId: string; gate: GateView; onClose: () => void }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [reason, setReason] = useState('');
  const act = useAct({
    send: (intent) => skipGate(projectId, gate.gate, intent, reason.trim()),
    onDone: () => toast(t('gates:skippedToast', { gate: gate.gate })),
  });
  return (
    <ActDialog
      title={t('gates:skipTitle', { gate: `${gate.gate} ${f.pick(gate.name, gate.nameEn)}` })}
      effect={t('gates:skipEffect')}
      verb={t('gates:skip')}
      act={act}
      isOpen
      onClose={onClose}
      explain={explainGate}
      waits={reason.trim() ? undefined : t('gates:waits.reason')}
    >
      <TextArea
        label={t('common:reason')}
        help={t('common:reasonHelp')}
        required
        value={reason}
        onChange={setReason}
        maxLength={2000}
        error={faultAt(t, act.problem, 'reason')}
      />
    </ActDialog>
  );
}
