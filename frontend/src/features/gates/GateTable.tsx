import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GateView } from '@/api/gates';
import { useFormat } from '@/i18n/format';
import { Button } from '@/ui/Button';
import { Link } from '@/ui/Link';
import { RoundWord } from './Chips';
import { SkipDialog } from './SkipDialog';

export interface GatesProps {
  projectId: string;
  gates: GateView[];
  nextGate: string;
}

/** Every gate of a project's way, a row each. */
export function GateTable({ projectId, gates, nextGate }: GatesProps) {
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
        <OpenConditions gate={g} />
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

/** How the round that counts stands; before the first, whether it is this gate's turn. */
export function Standing({ gate: g, isNext }: { gate: GateView; isNext: boolean }) {
  const { t } = useTranslation();
  if (g.skipped) return <span className="text-ink-soft">{t('gates:skipped')}</span>;
  const latest = g.rounds.find((r) => r.id === g.applicationId);
  if (!latest)
    return <span className={isNext ? 'font-bold' : 'text-ink-faint'}>{t(isNext ? 'gates:turn' : 'gates:ahead')}</span>;
  return <RoundWord state={latest.state} outcome={latest.outcome} />;
}

/** What the gate's approval left open, by weight. */
export function OpenConditions({ gate }: { gate: GateView }) {
  const { t } = useTranslation();
  const open = gate.openConditions;
  return (
    <>
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
    </>
  );
}
