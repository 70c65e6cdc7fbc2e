import { useTranslation } from 'react-i18next';
import type { ProcedureItem } from '@/api/procedures';
import { useFormat } from '@/i18n/format';
import { DescriptionList } from '@/ui/facts';
import { FieldValue } from '@/ui/fields/FieldValue';
import { IconButton } from '@/ui/IconButton';
import { ButtonLink } from '@/ui/Link';
import { ClassText, ProgressChip } from './Chips';
import { procedureFields } from './fields';
import { steps } from './model';

const shown = ['sectionId', 'kind', 'priorityGroups', 'volume', 'onlineVolume', 'obstacles', 'bprState', 'targetFy'];

/** What the list knows of a row: its class, its steps, what stands in the way. */
export function ProcedurePreview({ item: x, onClose }: { item: ProcedureItem; onClose: () => void }) {
  const { t } = useTranslation();
  const f = useFormat();
  const now = (step: (typeof steps)[number]) => x[`${step}Now`];
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-start justify-between gap-2">
        <h2 className="text-section">
          {f.name(x)} <span className="font-normal text-body text-ink-soft">{x.code}</span>
        </h2>
        <IconButton icon="close" label={t('common:close')} onPress={onClose} />
      </div>
      <p className="flex flex-wrap gap-x-4">
        <span>
          <ClassText value={x.currentClass} /> → <ClassText value={x.potentialClass} />
        </span>
        <ProgressChip item={x} />
      </p>
      <DescriptionList
        facts={[
          ...steps.map((s) => ({
            key: s,
            label: t(`procedures:step.${s}`),
            value: now(s) ? t(`procedures:method.${s}.${now(s)}`) : t('procedures:level.unknown'),
          })),
          ...procedureFields
            .filter((d) => shown.includes(d.key))
            .map((d) => ({ key: d.key, label: t(d.label), value: <FieldValue field={d} record={x} /> })),
        ]}
      />
      <ButtonLink to="/procedures/$id" params={{ id: x.id }}>
        {t('procedures:openPage')}
      </ButtonLink>
    </div>
  );
}
