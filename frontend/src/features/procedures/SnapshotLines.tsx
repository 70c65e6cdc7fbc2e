import { useTranslation } from 'react-i18next';
import type { Snapshot } from '@/api/procedures';
import { useFormat } from '@/i18n/format';
import { Lines } from '@/ui/chart/Lines';
import { breaksOf } from './model';

/** The share without a visit as it was counted, the earliest first. No line joins counts of two definitions. */
export function SnapshotLines({ snapshots }: { snapshots: readonly Snapshot[] }) {
  const { t } = useTranslation();
  const f = useFormat();
  const breaks = breaksOf(snapshots);
  const line = (key: 'currentByCount' | 'potentialByCount' | 'currentByVolume') => ({
    key,
    label: t(`procedures:snapshot.${key}`),
    breaks,
    data: snapshots.map((s) => ({ value: s[key].percent, href: `/procedures/snapshots/${s.id}` })),
  });
  return (
    <Lines
      id="procedures.snapshots"
      title={t('procedures:snapshot.chart')}
      description={t('procedures:snapshot.chartNote')}
      head={t('procedures:snapshot.takenOn')}
      measure={{ kind: 'percent', places: 1 }}
      to={100}
      categories={snapshots.map((s) => ({
        key: s.id,
        label: `${f.dayShort(s.takenOn)} ${s.name}`,
        tick: s.takenOn.slice(0, 7),
      }))}
      series={[line('currentByCount'), line('potentialByCount'), line('currentByVolume')]}
    />
  );
}
