import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Finding, findingSteps, type StepName } from '@/api/findings';
import { Problem } from '@/api/problem';
import { meOptions } from '@/api/session';
import { i18n } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { bodyOf, type Draft } from '@/lib/fields';
import { ActDialog } from '@/ui/act/ActDialog';
import { useAct } from '@/ui/act/useAct';
import { FieldInput } from '@/ui/form/FieldInput';
import { faultPath, faultsWithin, localFaults } from '@/ui/form/faults';
import { toast } from '@/ui/toast';
import { stepFields } from './fields';
import { startOf } from './model';

/** The dialogue of a step: what it asks, what it will have done, and the refusal of the server at the field it is about. */
export function StepDialog({ finding, step, onClose }: { finding: Finding; step: StepName; onClose: () => void }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { data: me } = useQuery(meOptions());
  const fields = stepFields[step].filter(
    (x) => (x.key !== 'retestOn' && x.key !== 'retestResult') || finding.limits.retestFrom,
  );
  const [draft, setDraft] = useState<Draft>(() =>
    startOf(step, finding, { id: me?.person.id ?? '', name: me?.person.name ?? '', nameEn: me?.person.nameEn }),
  );
  const [asked, setAsked] = useState(false);
  const missing = localFaults(fields, draft);
  const act = useAct({
    send: (intent) => {
      const call = findingSteps[step] as (sent: object, body: unknown) => Promise<Finding>;
      return call({ id: finding.id, version: finding.version, intent }, bodyOf(fields, draft));
    },
    onDone: () => toast(t(`findings:done.${step}`)),
  });
  const refused = act.problem instanceof Problem ? act.problem.errors : [];
  const faults = (refused.length > 0 ? refused : asked ? missing : []).map((x) => ({
    ...x,
    field: faultPath(x.field),
  }));
  const limits = {
    limit: f.day(finding.originalDueOn),
    until: f.day(finding.limits.acceptUntil),
    retest: f.day(finding.limits.retestFrom),
    left: finding.limits.extensionsLeft,
    due: f.day(finding.currentDueOn),
    original: f.day(finding.originalDueOn),
  };
  const effect = step === 'close' && finding.limits.retestFrom ? 'closeSevere' : step;
  return (
    <ActDialog
      title={t('findings:dialog', { act: t(`findings:act.${step}`), name: f.name(finding) })}
      effect={t(`findings:effect.${effect}`, limits)}
      verb={t(`findings:act.${step}`)}
      danger={step === 'withdraw'}
      act={{
        ...act,
        run: async () => {
          setAsked(true);
          return missing.length === 0 && (await act.run());
        },
      }}
      isOpen
      onClose={onClose}
      width={fields.some((x) => x.kind === 'rows' || x.kind === 'longtext') ? 'wide' : 'narrow'}
      explain={(p) => {
        const reason = `problem:conflict.${p.params.reason}`;
        if (p.code !== 'conflict' || !own.includes(String(p.params.reason)) || !i18n.exists(reason)) return null;
        return <p>{t(reason, { limit: String(p.params.limit ?? '') })}</p>;
      }}
    >
      {fields.length > 0 && (
        <div className="flex flex-col gap-4">
          {fields.map((x) => (
            <FieldInput
              key={x.key}
              field={x}
              draft={draft}
              onChange={(patch) => setDraft((d) => ({ ...d, ...patch }))}
              faults={faultsWithin(faults, x.key)}
              path={x.key}
            />
          ))}
        </div>
      )}
    </ActDialog>
  );
}

/** Conflicts that have words of their own; the others mean that somebody was faster. */
const own = ['extension_limit', 'not_acceptable', 'nothing_asked'];
