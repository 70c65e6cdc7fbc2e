import { useTranslation } from 'react-i18next';
import type { SystemItem } from '@/api/systems';
import { useFormat } from '@/i18n/format';
import { today } from '@/lib/dates';
import { DescriptionList } from '@/ui/facts';
import { FieldValue } from '@/ui/fields/FieldValue';
import { IconButton } from '@/ui/IconButton';
import { ButtonLink } from '@/ui/Link';
import { StatusChip } from '@/ui/StatusChip';
import { EolDay } from './EolDay';
import { systemFields } from './fields';
import { freshTone } from './model';

const shown = [
  'ownerId',
  'criticality',
  'phase',
  'kind',
  'networkZone',
  'vendor',
  'contractEndsOn',
  'nextRenewalOn',
  'completeness',
];

/** What the list knows of a row, beside the list. */
export function SystemPreview({ item, onClose }: { item: SystemItem; onClose: () => void }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-start justify-between gap-2">
        <h2 className="text-section">
          {f.name(item)} <span className="font-normal text-body text-ink-soft">{item.code}</span>
        </h2>
        <IconButton icon="close" label={t('common:close')} onPress={onClose} />
      </div>
      <p className="flex flex-wrap gap-x-4">
        <StatusChip tone={freshTone[item.freshness]} why={t('systems:why.confirmBy', { on: f.day(item.confirmBy) })}>
          {t(`systems:freshness.${item.freshness}`)}
        </StatusChip>
        <EolDay item={item} today={today()}>
          {item.nextEolOn ? t('systems:eolOn', { on: f.dayShort(item.nextEolOn) }) : t('systems:eolUnknown')}
        </EolDay>
      </p>
      <DescriptionList
        facts={systemFields
          .filter((x) => shown.includes(x.key))
          .map((x) => ({ key: x.key, label: t(x.label), value: <FieldValue field={x} record={item} /> }))}
      />
      <ButtonLink to="/systems/$id" params={{ id: item.id }}>
        {t('systems:openPage')}
      </ButtonLink>
    </div>
  );
}
