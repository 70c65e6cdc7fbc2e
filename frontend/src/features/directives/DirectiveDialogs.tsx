import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { confirmDirective, type Directive, type DirectiveReport, reportDirective } from '@/api/directives';
import { Problem } from '@/api/problem';
import type { Draft } from '@/lib/fields';
import { ActDialog } from '@/ui/act/ActDialog';
import { useAct } from '@/ui/act/useAct';
import { FieldInput } from '@/ui/form/FieldInput';
import { faultsWithin } from '@/ui/form/faults';
import { TextArea } from '@/ui/TextField';
import { toast } from '@/ui/toast';
import { reportFields } from './fields';

/** Says what was done about a directive (対応状況). */
export function ReportDialog({ directive: d, onClose }: { directive: Directive; onClose: () => void }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<Draft>({ progress: d.progress || 'underway' });
  const act = useAct({
    send: (intent) => {
      const body: DirectiveReport = {
        progress: draft.progress as DirectiveReport['progress'],
        text: String(draft.text ?? '').trim(),
        ...(draft.asOf ? { asOf: String(draft.asOf) } : {}),
      };
      return reportDirective(d.id, body, d.version, intent);
    },
    onDone: () => toast(t('directives:report.saved')),
  });
  const faults = act.problem instanceof Problem ? act.problem.errors : [];
  return (
    <ActDialog
      title={t('directives:report.title', { name: d.title })}
      effect={t(`directives:report.effect.${draft.progress === 'complete' ? 'complete' : 'underway'}`)}
      verb={t('directives:report.verb')}
      act={act}
      isOpen
      onClose={onClose}
      width="wide"
      waits={String(draft.text ?? '').trim() ? undefined : t('directives:report.waits')}
    >
      <div className="flex flex-col gap-4">
        {reportFields.map((x) => (
          <FieldInput
            key={x.key}
            field={x}
            draft={draft}
            onChange={(patch) => setDraft((old) => ({ ...old, ...patch }))}
            faults={faultsWithin(faults, x.key)}
            path={x.key}
          />
        ))}
      </div>
    </ActDialog>
  );
}

/** Says that a directive is done. */
export function ConfirmDialog({ directive: d, onClose }: { directive: Directive; onClose: () => void }) {
  const { t } = useTranslation();
  const [note, setNote] = useState('');
  const act = useAct({
    send: (intent) => confirmDirective(d.id, note.trim(), d.version, intent),
    onDone: () => toast(t('directives:confirm.saved')),
  });
  return (
    <ActDialog
      title={t('directives:confirm.title', { name: d.title })}
      effect={t('directives:confirm.effect')}
      verb={t('directives:confirm.verb')}
      act={act}
      isOpen
      onClose={onClose}
    >
      <TextArea label={t('directives:field.settledNote')} maxLength={2000} value={note} onChange={setNote} />
    </ActDialog>
  );
}
