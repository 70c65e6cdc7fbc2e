import { useTranslation } from 'react-i18next';
import type { Quadrant } from '@/api/rationalisation';
import { useFormat } from '@/i18n/format';
import type { Figure } from '@/lib/figure';
import { HrefLink } from '@/ui/HrefLink';
import { StatusChip, type Tone } from '@/ui/StatusChip';
import { quadrantTone } from './model';

/** A word with its shape where it is a status, and the bare word where it is none. */
export function Word({ tone, children }: { tone: Tone | undefined; children: string }) {
  return tone ? <StatusChip tone={tone}>{children}</StatusChip> : <span className="whitespace-nowrap">{children}</span>;
}

export function QuadrantChip({ item: x }: { item: { quadrant: Quadrant; merger?: boolean; stale?: boolean } }) {
  const { t } = useTranslation();
  return (
    <span className="inline-flex flex-wrap gap-x-2">
      <Word tone={quadrantTone[x.quadrant]}>
        {t(x.merger ? 'rationalisation:merger' : `rationalisation:quadrant.${x.quadrant}`)}
      </Word>
      {x.stale && <Word tone="unknown">{t('rationalisation:stale')}</Word>}
    </span>
  );
}

/** A score with two places, cut as the server cut it; what nobody knows says so. */
export function ScoreText({ value }: { value: number | null }) {
  const { t } = useTranslation();
  const f = useFormat();
  if (value === null) return <span className="text-unknown">{t('rationalisation:unknown')}</span>;
  return <span className="num">{f.number(value, 2)}</span>;
}

/** A number that leads to its rows; what nobody knows says so. */
export function Rows({ figure, name, show }: { figure: Figure; name: string; show?: (n: number) => string }) {
  const { t } = useTranslation();
  const f = useFormat();
  if (figure.value === null) {
    return (
      <HrefLink href={figure.rows} className="text-unknown underline underline-offset-3" aria-label={name}>
        {t('rationalisation:unknown')}
      </HrefLink>
    );
  }
  const text = (show ?? f.number)(figure.value);
  if (figure.value === 0) return <span className="text-ink-faint">{text}</span>;
  return (
    <HrefLink
      href={figure.rows}
      className="inline-block min-w-6 text-accent underline underline-offset-3"
      aria-label={`${name} ${text}`}
    >
      {text}
    </HrefLink>
  );
}
