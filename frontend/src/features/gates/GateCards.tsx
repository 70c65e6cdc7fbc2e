import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/format';
import { BareLink } from '@/ui/Link';
import { type GatesProps, OpenConditions, Standing } from './GateTable';

/** On a phone a gate is a card: its name and how it stands, then its days, its number and what it left open. */
export function GateCards({ projectId, gates, nextGate }: GatesProps) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <ol aria-label={t('gates:ofProject')} className="border-line border-t">
      {gates.map((g) => (
        <li
          key={g.gate}
          aria-current={g.gate === nextGate ? 'step' : undefined}
          className="border-line border-b bg-paper"
        >
          <BareLink
            to="/projects/$id/gates/$gate"
            params={{ id: projectId, gate: g.gate }}
            className="flex flex-col gap-0.5 px-3 py-2 text-ink active:bg-hover"
          >
            <span className="flex items-baseline justify-between gap-3">
              <span className="min-w-0 font-bold">
                {g.gate} {f.pick(g.name, g.nameEn)}
              </span>
              <span className="shrink-0">
                <Standing gate={g} isNext={g.gate === nextGate} />
              </span>
            </span>
            <span className="flex flex-wrap gap-x-3 text-ink-soft text-note">
              {g.plannedOn && (
                <span className="whitespace-nowrap">{t('gates:plannedOn', { on: f.dayShort(g.plannedOn) })}</span>
              )}
              {g.decidedOn && (
                <span className="whitespace-nowrap">{t('gates:decidedOn', { on: f.dayShort(g.decidedOn) })}</span>
              )}
              {g.number && <span>{g.number}</span>}
              {Object.values(g.openConditions).some((n) => n > 0) && (
                <span>
                  <OpenConditions gate={g} />
                </span>
              )}
            </span>
          </BareLink>
        </li>
      ))}
    </ol>
  );
}
