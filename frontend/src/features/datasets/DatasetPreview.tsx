import { useTranslation } from 'react-i18next';
import type { DatasetItem } from '@/api/datasets';
import { useFormat } from '@/i18n/format';
import { DescriptionList } from '@/ui/facts';
import { FieldValue } from '@/ui/fields/FieldValue';
import { IconButton } from '@/ui/IconButton';
import { ButtonLink } from '@/ui/Link';
import { FreshChip, PublicationText, ScoreChip, Stars } from './Chips';
import { datasetFields } from './fields';
import { partOf, parts, percentOf } from './model';

const shown = [
  'sectionId',
  'personalData',
  'licence',
  'format',
  'updateInterval',
  'updatedOn',
  'useCount',
  'measuredOn',
];

/** What the list knows of a row: its score by part, its openness, its age. */
export function DatasetPreview({ item: x, onClose }: { item: DatasetItem; onClose: () => void }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-start justify-between gap-2">
        <h2 className="text-section">
          {f.name(x)} <span className="font-normal text-body text-ink-soft">{x.code}</span>
        </h2>
        <IconButton icon="close" label={t('common:close')} onPress={onClose} />
      </div>
      <p className="flex flex-wrap gap-x-4">
        <ScoreChip item={x} />
        <Stars n={x.stars} />
        <FreshChip item={x} />
        <PublicationText item={x} />
      </p>
      <DescriptionList
        facts={[
          ...parts.map((p) => {
            const n = partOf(x, p);
            return {
              key: p,
              label: t(`datasets:part.${p}`),
              value: n === null ? t('datasets:unmeasured') : f.percent(percentOf(n), 1),
            };
          }),
          ...datasetFields
            .filter((d) => shown.includes(d.key))
            .map((d) => ({ key: d.key, label: t(d.label), value: <FieldValue field={d} record={x} /> })),
        ]}
      />
      <ButtonLink to="/datasets/$id" params={{ id: x.id }}>
        {t('datasets:openPage')}
      </ButtonLink>
    </div>
  );
}
