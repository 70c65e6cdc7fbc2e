import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { System } from '@/api/systems';
import { useFormat } from '@/i18n/format';
import { today } from '@/lib/dates';
import { type Step, Stepper } from '@/ui/facts';
import { StatusChip } from '@/ui/StatusChip';
import { EolChip } from './EolChip';
import { phases } from './fields';
import { freshTone } from './model';

/** The strip that answers first: owner, importance, support, freshness, and the bar of its life. */
export function SystemHead({ system }: { system: System }) {
  const { t } = useTranslation();
  const f = useFormat();
  const path = system.ownerPath?.map((o) => f.name(o)).join(' / ');
  const cells = [
    {
      key: 'owner',
      label: t('systems:field.ownerId'),
      value: <span title={path}>{f.pick(system.ownerName, system.ownerNameEn)}</span>,
    },
    {
      key: 'criticality',
      label: t('systems:field.criticality'),
      value: t(`systems:criticality.${system.criticality}`),
    },
    {
      key: 'eol',
      label: t('systems:field.nextEolOn'),
      value: <EolChip eol={system.eol} day />,
    },
    {
      key: 'freshness',
      label: t('systems:field.freshness'),
      value: (
        <StatusChip
          tone={freshTone[system.freshness]}
          why={t('systems:why.confirmBy', { on: f.day(system.confirmBy) })}
        >
          {t(`systems:freshness.${system.freshness}`)}
        </StatusChip>
      ),
    },
    {
      key: 'completeness',
      label: t('systems:field.completeness'),
      value: (
        <span title={system.missing?.map((k) => t(`systems:field.${k}`)).join(t('common:listSeparator'))}>
          {f.percent(system.completeness)}
        </span>
      ),
    },
  ];
  return (
    <div className="flex flex-col gap-4 border border-line bg-paper p-4">
      <dl className="flex flex-wrap gap-x-10 gap-y-3">
        {cells.map((c) => (
          <div key={c.key}>
            <dt className="text-ink-soft text-note">{c.label}</dt>
            <dd className="font-bold">{c.value}</dd>
          </div>
        ))}
      </dl>
      <Stepper label={t('systems:lifecycle')} steps={lifeOf(system, t, f.dayShort)} />
    </div>
  );
}

/** The phases as steps: those before the present one are over, whether or not anybody wrote down when. The day of a phase that is to
 *  come again belongs to the life before the renewal, so it is not said. */
function lifeOf(system: System, t: TFunction, day: (on: string | undefined) => string): Step[] {
  const at = (phases as readonly string[]).indexOf(system.phase);
  return phases.map((p, i) => {
    const span = system.phases?.findLast((x) => x.phase === p);
    const state = i < at ? 'done' : i === at ? 'current' : 'next';
    return {
      key: p,
      label: t(`systems:phase.${p}`),
      state,
      word: t(`systems:phaseState.${state}`),
      note: span?.from && (state !== 'next' || span.from > today()) ? `${day(span.from)}〜` : undefined,
    };
  });
}
