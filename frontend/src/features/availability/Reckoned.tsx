import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SystemAvailability } from '@/api/availability';
import { useFormat } from '@/i18n/format';
import { Select } from '@/ui/Choice';
import { Card } from '@/ui/Page';
import { minutesText, percentText } from './model';

type Reckoning = SystemAvailability['total'];
const rules = ['agreed', 'always', 'disasters'] as const;
type Rule = (typeof rules)[number];

/** A figure unfolded into its minutes, and what it would be by another rule. */
export function Reckoned({
  id,
  total,
  whatIf,
}: {
  id?: string;
  total: Reckoning;
  whatIf: SystemAvailability['whatIf'];
}) {
  const { t } = useTranslation();
  const f = useFormat();
  const [rule, setRule] = useState<Rule>('agreed');
  const r = { agreed: total, always: whatIf.always, disasters: whatIf.disasters }[rule];
  const minutes = (seconds: number) => minutesText(f, seconds * 1000);
  const up = r.agreedSeconds * 1000 - r.downtimeMs;
  return (
    <Card className="flex flex-col gap-3">
      <div id={id} className="flex flex-wrap items-start justify-between gap-3">
        <h3 className="font-bold text-body">{t('availability:unfold.title')}</h3>
        <Select
          label={t('availability:whatIf.label')}
          value={rule}
          onChange={(v) => setRule(v as Rule)}
          options={rules.map((x) => ({ value: x, label: t(`availability:whatIf.${x}`) }))}
        />
      </div>
      <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1" aria-live="polite">
        <Part label={t('availability:unfold.service')} text={minutes(r.serviceSeconds)} />
        <span>−</span>
        <Part label={t('availability:unfold.planned')} text={minutes(r.plannedSeconds)} />
        <span>−</span>
        <Part label={t('availability:unfold.down')} text={minutesText(f, r.downtimeMs)} />
        <span>=</span>
        <Part label={t('availability:unfold.up')} text={minutesText(f, up)} />
      </p>
      <p>
        {t('availability:unfold.share', { up: minutesText(f, up), agreed: minutes(r.agreedSeconds) })}{' '}
        <strong className="num">
          {r.percent === null ? t('availability:unfold.none') : `${percentText(f, r.percent, 3)}%`}
        </strong>
      </p>
      <p className="text-ink-soft text-note">
        {t('availability:unfold.stops', { count: r.clusters })}
        {r.mttrSeconds !== null && ` · ${t('availability:unfold.mttr', { minutes: minutes(r.mttrSeconds) })}`}
        {r.mtbfSeconds !== null &&
          ` · ${t('availability:unfold.mtbf', { hours: f.number(Math.floor(r.mtbfSeconds / 3600)) })}`}
      </p>
    </Card>
  );
}

function Part({ label, text }: { label: string; text: string }) {
  return (
    <span className="whitespace-nowrap">
      <span className="text-ink-soft text-note">{label} </span>
      <span className="num font-bold">{text}</span>
    </span>
  );
}
