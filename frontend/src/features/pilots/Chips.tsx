import { useTranslation } from 'react-i18next';
import type { PilotItem, Share, Verdict } from '@/api/pilots';
import { useFormat } from '@/i18n/format';
import { Mark, StatusChip } from '@/ui/StatusChip';
import { lineTone, shareText, standingOf } from './model';

type Standing = Pick<PilotItem, 'stage' | 'due' | 'verdict' | 'share'>;

/** How a pilot stands, with the mark of what has to be decided. */
export function StandingChip({ item }: { item: Standing }) {
  const { t } = useTranslation();
  const { key, tone } = standingOf(item);
  const word = t(`pilots:standing.${key}`);
  return tone ? <StatusChip tone={tone}>{word}</StatusChip> : <span className="text-ink-soft">{word}</span>;
}

/** So many of so many, the share, and how sure it is. */
export function ShareFigure({ share, short }: { share: Share; short?: boolean }) {
  const { t } = useTranslation();
  const { counted, percent, interval } = shareText(share);
  if (!percent) return <span className="text-unknown">{t('pilots:noCases')}</span>;
  return (
    <span className="whitespace-nowrap">
      {counted} <span className="font-bold">{percent}</span>{' '}
      <span className="text-note text-ink-soft">{short ? `(${interval})` : t('pilots:between', { interval })}</span>
    </span>
  );
}

/** Each criterion against what was measured, with its mark. */
export function VerdictLines({ verdict, minCases }: { verdict: Verdict; minCases: number }) {
  const { t } = useTranslation();
  const f = useFormat();
  const say = (key: string, n: number) =>
    t(`pilots:verdict.unit.${key}`, { n: f.number(n, key === 'cases' || key === 'time' ? 0 : 1) });
  return (
    <ul className="flex flex-col gap-1">
      {verdict.lines.map((l) => (
        <li key={l.key} className="flex flex-wrap items-baseline gap-x-2">
          <span className="inline-flex self-center">
            <Mark tone={lineTone[l.state]} />
          </span>
          <span>{t(`pilots:verdict.${l.key}`)}</span>
          <span className="font-bold">{l.actual === null ? t('pilots:verdict.unknown') : say(l.key, l.actual)}</span>
          <span className="text-ink-soft">
            {t('pilots:verdict.wanted', { wanted: say(l.key, l.wanted) })} · {t(`pilots:verdict.state.${l.state}`)}
            {l.least !== undefined &&
              ` · ${t(`pilots:verdict.rests.${l.key}`, { n: f.number(l.n ?? 0), least: f.number(l.least) })}`}
          </span>
        </li>
      ))}
      <li className="text-ink-soft text-note">
        {verdict.met
          ? t('pilots:verdict.enough')
          : verdict.more === null
            ? t('pilots:verdict.never')
            : t('pilots:verdict.more', { n: f.number(verdict.more), min: f.number(minCases) })}
      </li>
    </ul>
  );
}
