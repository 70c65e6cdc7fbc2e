import { useTranslation } from 'react-i18next';
import type { DatasetItem } from '@/api/datasets';
import { useFormat } from '@/i18n/format';
import { StatusChip } from '@/ui/StatusChip';
import { bandTone, freshTone, starsText } from './model';

/** Openness in stars. */
export function Stars({ n }: { n: number }) {
  const { t } = useTranslation();
  return (
    <span role="img" aria-label={t('datasets:starsOf', { n })} className="whitespace-nowrap tracking-tight">
      {starsText(n)}
    </span>
  );
}

/** The score with its band; what was not measured is named on demand. */
export function ScoreChip({ item: x }: { item: Pick<DatasetItem, 'score' | 'band' | 'missing'> }) {
  const { t } = useTranslation();
  const f = useFormat();
  if (x.score === null) {
    const missing = x.missing.map((p) => t(`datasets:part.${p}`)).join(t('common:listSeparator'));
    return (
      <StatusChip tone="unknown" why={t('datasets:notMeasured', { parts: missing })}>
        {t('datasets:band.unknown')}
      </StatusChip>
    );
  }
  return (
    <StatusChip tone={bandTone[x.band]}>
      {t('datasets:points', { n: f.number(Math.floor(x.score * 10) / 10, 1) })}
    </StatusChip>
  );
}

/** How old the data is for its interval. */
export function FreshChip({ item: x }: { item: Pick<DatasetItem, 'freshness'> }) {
  const { t } = useTranslation();
  return <StatusChip tone={freshTone[x.freshness]}>{t(`datasets:freshness.${x.freshness}`)}</StatusChip>;
}

/** How far the data is open. It is no judgement: what must stay closed is not bad; that nobody decided is unknown. */
export function PublicationText({ item: x }: { item: Pick<DatasetItem, 'publication' | 'proposed'> }) {
  const { t } = useTranslation();
  return (
    <span className="whitespace-nowrap">
      {x.publication ? (
        t(`datasets:publication.${x.publication}`)
      ) : (
        <StatusChip tone="unknown">{t('datasets:publication.undecided')}</StatusChip>
      )}
      {x.proposed && <span className="ml-2 text-note text-warn">▲ {t('datasets:waits')}</span>}
    </span>
  );
}
