import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Step } from '@/api/maturity';
import { useFormat } from '@/i18n/format';
import { Link } from '@/ui/Link';
import { byArea, stepKey } from './model';

export interface StepsProps {
  steps: Step[];
  appraisalId: string;
  /** At the end of each step: what can be made of it. */
  act?: (step: Step) => ReactNode;
}

/** The smallest set that reaches the next level: each practice with what it lacks. */
export function Steps({ steps, appraisalId, act }: StepsProps) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <ol className="flex flex-col">
      {byArea(steps).map((group) => (
        <li key={group.area} className="border-b border-line py-2 last:border-0">
          <p className="font-bold">
            <Link to="/maturity/appraisals/$id/areas/$area" params={{ id: appraisalId, area: group.area }}>
              {group.area} {f.name(group)}
            </Link>
          </p>
          <ul className="flex flex-col">
            {group.steps.map((s) => (
              <li key={stepKey(s)} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-0.5">
                <span className="w-16 shrink-0 text-ink-soft">{s.practice || s.group || ''}</span>
                <span className="min-w-40 flex-1">
                  {s.practice || s.group ? f.pick(s.text, s.textEn) : t('maturity:step.wholeArea')}
                  <span className="text-note text-ink-soft max-sm:block sm:ml-2">
                    {s.result && s.need !== 'judge' && `${t(`maturity:label.${s.result}`)} · `}
                    {t(`maturity:need.${s.need}`, { want: s.want ? t(`maturity:label.${s.want}`) : '' })}
                    {s.oneOf && ` (${s.oneOf.join(', ')})`}
                  </span>
                </span>
                {act?.(s)}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
