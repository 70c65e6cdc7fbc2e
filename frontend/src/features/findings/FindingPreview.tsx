import { useTranslation } from 'react-i18next';
import type { FindingItem } from '@/api/findings';
import { useFormat } from '@/i18n/format';
import { DescriptionList } from '@/ui/facts';
import { FieldValue } from '@/ui/fields/FieldValue';
import { IconButton } from '@/ui/IconButton';
import { ButtonLink } from '@/ui/Link';
import { BandChip, DueText, StateChip } from './Chips';
import { findingFields } from './fields';
import { keys } from './model';

const shown = ['sectionId', 'noticeOn', 'source', 'theme', 'actionOwnerId'];

/** What the list knows of a row: whose move it is, and both keys in short. */
export function FindingPreview({ item, onClose }: { item: FindingItem; onClose: () => void }) {
  const { t } = useTranslation();
  const f = useFormat();
  const on = { auditee: item.reportedOn, auditor: item.closedOn };
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-start justify-between gap-2">
        <h2 className="text-section">
          {f.name(item)} <span className="font-normal text-body text-ink-soft">{item.code}</span>
        </h2>
        <IconButton icon="close" label={t('common:close')} onPress={onClose} />
      </div>
      <p className="flex flex-wrap gap-x-4">
        <StateChip item={item} />
        <BandChip band={item.band} />
      </p>
      <DescriptionList
        facts={[
          { key: 'due', label: t('findings:field.currentDueOn'), value: <DueText item={item} /> },
          {
            key: 'waiting',
            label: t('findings:field.waiting'),
            value: item.waiting.map((w) => t(`findings:waiting.${w}`)).join(t('common:listSeparator')) || '—',
          },
          ...keys
            .filter((k) => k !== 'decider')
            .map((k) => ({
              key: k,
              label: t(`findings:key.${k}`),
              value: on[k] ? t(`findings:turned.${k}`, { on: f.dayShort(on[k]) }) : t('findings:notTurned'),
            })),
          ...findingFields
            .filter((x) => shown.includes(x.key))
            .map((x) => ({ key: x.key, label: t(x.label), value: <FieldValue field={x} record={item} /> })),
          {
            key: 'systems',
            label: t('findings:field.systemIds'),
            value: item.systems.map((s) => f.name(s)).join(t('common:listSeparator')) || '—',
          },
        ]}
      />
      <ButtonLink to="/findings/$id" params={{ id: item.id }}>
        {t('findings:openPage')}
      </ButtonLink>
    </div>
  );
}
