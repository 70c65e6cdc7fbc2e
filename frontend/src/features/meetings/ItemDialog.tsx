import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AgendaItem, addItem, blocksOptions, type ItemDraft, updateItem } from '@/api/meetings';
import { Problem } from '@/api/problem';
import { useFormat } from '@/i18n/format';
import type { Draft } from '@/lib/fields';
import { ActDialog } from '@/ui/act/ActDialog';
import { useAct } from '@/ui/act/useAct';
import { CheckboxGroup } from '@/ui/Choice';
import { FieldInput } from '@/ui/form/FieldInput';
import { faultsWithin } from '@/ui/form/faults';
import { toast } from '@/ui/toast';
import { itemFields } from './fields';
import { only } from './model';

const sent = ['kind', 'title', 'titleEn', 'proposal', 'proposerId', 'material', 'subjectNoun', 'subjectId', 'blocks'];

/** Puts an item onto the agenda, or changes one that is not decided yet. */
export function ItemDialog({ meeting, item, onClose }: { meeting: string; item?: AgendaItem; onClose: () => void }) {
  const { t } = useTranslation();
  const f = useFormat();
  const offers = useQuery(blocksOptions()).data?.items ?? [];
  const [draft, setDraft] = useState<Draft>(() => ({
    kind: 'report',
    ...(item && {
      ...only(item as unknown as Draft, sent),
      proposerName: item.proposerName,
      proposerNameEn: item.proposerNameEn,
      subjectName: item.subject?.name ?? '',
    }),
  }));
  const act = useAct({
    send: (intent) => {
      const body = only(draft, sent) as unknown as ItemDraft;
      return item ? updateItem(meeting, item.id, body, item.version) : addItem(meeting, body, intent);
    },
    onDone: (saved) => toast(t(item ? 'meetings:item.saved' : 'meetings:item.added', { name: saved.title })),
  });
  const faults = act.problem instanceof Problem ? act.problem.errors : [];
  // A gate came by a proposal and stays: it is not chosen from a list.
  const fields = itemFields.filter((x) => draft.subjectNoun !== 'gate_applications' || !x.key.startsWith('subject'));
  return (
    <ActDialog
      title={t(item ? 'meetings:item.edit' : 'meetings:item.add')}
      verb={t(item ? 'meetings:save' : 'meetings:item.verb')}
      act={act}
      isOpen
      onClose={onClose}
      width="wide"
      waits={String(draft.title ?? '').trim() && draft.proposerId ? undefined : t('meetings:item.waits')}
    >
      <div className="flex flex-col gap-4">
        {fields
          .filter((x) => !x.when || x.when(draft))
          .map((x) => (
            <FieldInput
              key={x.key + x.noun}
              field={x}
              draft={draft}
              onChange={(patch) =>
                setDraft((d) => ({
                  ...d,
                  ...patch,
                  ...(x.key === 'subjectNoun' ? { subjectId: '', subjectName: '' } : {}),
                }))
              }
              faults={faultsWithin(faults, x.key)}
              path={x.key}
            />
          ))}
        <CheckboxGroup
          label={t('meetings:field.blocks')}
          help={t('meetings:help.blocks')}
          values={(draft.blocks as string[]) ?? []}
          onChange={(blocks) => setDraft((d) => ({ ...d, blocks }))}
          options={offers.map((o) => ({ value: o.key, label: f.pick(o.title, o.titleEn) }))}
        />
      </div>
    </ActDialog>
  );
}
