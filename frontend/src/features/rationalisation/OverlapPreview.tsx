import { useTranslation } from 'react-i18next';
import type { Overlap } from '@/api/rationalisation';
import { useFormat } from '@/i18n/format';
import { DescriptionList } from '@/ui/facts';
import { IconButton } from '@/ui/IconButton';
import { Link } from '@/ui/Link';
import { QuadrantChip } from './Chips';

/** Both systems side by side, with what they have in common. */
export function OverlapPreview({ item: x, onClose }: { item: Overlap; onClose: () => void }) {
  const { t } = useTranslation();
  const f = useFormat();
  const sep = t('common:listSeparator');
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-start justify-between gap-2">
        <h2 className="text-section">{t('rationalisation:overlap.both', { percent: f.percent(x.percent) })}</h2>
        <IconButton icon="close" label={t('common:close')} onPress={onClose} />
      </div>
      {[x.a, x.b].map((side) => (
        <div key={side.id} className="flex flex-col border border-line p-3">
          <Link to="/systems/$id" params={{ id: side.id }} search={{ tab: 'rationalisation' }}>
            {f.name(side)}
          </Link>
          <span className="text-ink-soft text-note">
            {side.code} · {f.pick(side.ownerName, side.ownerNameEn)}
          </span>
          <QuadrantChip item={side} />
        </div>
      ))}
      <DescriptionList
        facts={[
          { key: 'f', label: t('rationalisation:field.shared'), value: x.functions.map((c) => f.name(c)).join(sep) },
          { key: 'p', label: t('rationalisation:same.product'), value: x.sameProduct || '—' },
          { key: 'v', label: t('rationalisation:same.vendor'), value: x.sameVendor || '—' },
          { key: 'e', label: t('rationalisation:overlap.entities'), value: x.sameEntities.join(sep) || '—' },
        ]}
      />
    </div>
  );
}
