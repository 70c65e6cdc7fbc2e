import { useBlocker } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Recorded, Verdict } from '@/api/types';
import { i18n } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { sectionsOf, writable } from '@/lib/fields';
import { Button } from '../Button';
import { Dialog } from '../Overlay';
import { FailedState } from '../states';
import { ConflictScreen } from './ConflictScreen';
import { ErrorSummary } from './ErrorSummary';
import { FieldInput } from './FieldInput';
import { faultsWithin } from './faults';
import { Outline } from './Outline';
import { type RecordFormInit, useRecordForm } from './useRecordForm';

/** A section that is not only a heading over its fields. */
export interface FormSection {
  key: string;
  title: string;
  /** Above the fields: what the section asks, how it stands. */
  head?: ReactNode;
}

export interface RecordFormProps<R extends Recorded> extends RecordFormInit<R> {
  /** The button's words: the verb and its effect. */
  verb: string;
  can?: Verdict;
  /** Without it the form is a part of its page and there is nowhere to go back to. */
  onCancel?: () => void;
  /** The sections, where their titles do not come from the noun's words; one without fields is shown as well. */
  sections?: FormSection[];
  /** After the buttons: what else can be done once everything is saved. */
  after?: (state: { dirty: boolean; busy: boolean }) => ReactNode;
}

/** A noun's form from its description: sections with an outline, drafts, faults at their fields, and a way out of every conflict. */
export function RecordForm<R extends Recorded>({
  verb,
  can,
  onCancel,
  sections: given,
  after,
  ...init
}: RecordFormProps<R>) {
  const { t } = useTranslation();
  const f = useFormat();
  const form = useRecordForm(init);
  const summary = useRef<HTMLDivElement>(null);
  const { noun, fields } = init;
  const shown = writable(fields).filter((x) => !x.when || x.when(form.draft));
  const named: FormSection[] = sectionsOf(shown).map((key) => {
    const words = `${noun}:section.${key}`;
    return { key, title: i18n.exists(words) ? t(words) : key };
  });
  const sections = (given ?? named).map((s) => {
    const inside = shown.filter((x) => x.section === s.key);
    return { ...s, fields: inside, faults: inside.flatMap((x) => faultsWithin(form.faults, x.key)).length };
  });

  const guard = useBlocker({
    shouldBlockFn: () => form.dirty && !form.isSaved(),
    enableBeforeUnload: () => form.dirty && !form.isSaved(),
    withResolver: true,
  });

  // After a try that failed, the reader lands on what is wrong.
  const failed = form.faults.length > 0 || form.problem !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus moves once per try, not whenever a fault goes away
  useEffect(() => {
    if (failed) summary.current?.focus();
  }, [form.attempt, form.busy]);

  if (form.conflict) {
    return (
      <ConflictScreen
        fields={fields}
        base={form.base}
        theirs={form.conflict.theirs}
        mine={form.draft}
        busy={form.busy}
        onSave={(merged) => void form.resolve(merged)}
        onBack={form.dropConflict}
      />
    );
  }

  return (
    <div className="flex gap-8">
      <Outline sections={sections} />
      <form
        noValidate
        className="flex min-w-0 max-w-3xl flex-1 flex-col gap-8"
        onSubmit={(e: FormEvent) => {
          e.preventDefault();
          void form.submit();
        }}
      >
        {form.kept && (
          <div
            role="status"
            className="flex flex-wrap items-center gap-2 border-accent border-l-4 bg-accent-soft px-3 py-2"
          >
            <p className="flex-1">{t('common:draft.found', { at: f.instant(form.kept.at) })}</p>
            <Button onPress={form.restore}>{t('common:draft.restore')}</Button>
            <Button variant="quiet" onPress={form.discard}>
              {t('common:draft.discard')}
            </Button>
          </div>
        )}
        <div ref={summary} tabIndex={-1} className="outline-none empty:hidden">
          {form.faults.length > 0 && <ErrorSummary fields={fields} faults={form.faults} />}
          {form.problem !== null && <FailedState error={form.problem} />}
        </div>
        {sections.map((s) => (
          <section
            key={s.key}
            id={`section-${s.key}`}
            aria-labelledby={`head-${s.key}`}
            className="flex scroll-mt-16 flex-col gap-4"
          >
            <h2 id={`head-${s.key}`} tabIndex={-1} className="border-line border-b pb-1 text-section">
              {s.title}
            </h2>
            {s.head}
            {s.fields.map((x) => (
              <FieldInput
                key={x.key}
                field={x}
                draft={form.draft}
                onChange={form.change}
                faults={faultsWithin(form.faults, x.key)}
                path={x.key}
              />
            ))}
          </section>
        ))}
        <div className="sticky bottom-0 flex flex-wrap items-center gap-3 border-line border-t bg-desk py-3 max-md:bottom-14">
          <Button variant="main" type="submit" can={can} busy={form.busy} beside>
            {verb}
          </Button>
          {onCancel && <Button onPress={onCancel}>{t('common:cancel')}</Button>}
          <span role="status" className="text-note text-ink-soft">
            {form.busy ? t('common:saving') : form.dirty ? t('common:draft.kept') : ''}
          </span>
          {after?.({ dirty: form.dirty, busy: form.busy })}
        </div>
      </form>
      <Dialog
        title={t('common:leave.title')}
        isOpen={guard.status === 'blocked'}
        onClose={() => guard.reset?.()}
        actions={
          <>
            <Button
              onPress={() => {
                form.keep();
                guard.proceed?.();
              }}
            >
              {t('common:leave.go')}
            </Button>
            <Button variant="main" onPress={() => guard.reset?.()}>
              {t('common:leave.stay')}
            </Button>
          </>
        }
      >
        <p>{t('common:leave.text')}</p>
      </Dialog>
    </div>
  );
}
