import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '@/lib/cx';
import { copyField, type Draft, type Field, nameOf } from '@/lib/fields';
import { Button } from '../Button';
import { FieldValue } from '../fields/FieldValue';
import { Section } from '../Page';
import { FieldInput } from './FieldInput';
import { compare, type FieldMerge, mergeDraft } from './merge';

export interface ConflictScreenProps {
  fields: readonly Field[];
  /** The record when the form opened, as it is now, and as the reader wrote it. */
  base: Draft;
  theirs: Draft;
  mine: Draft;
  busy: boolean;
  onSave: (merged: Draft) => void;
  /** Back to the form; what was typed is still there. */
  onBack: () => void;
}

type Side = 'theirs' | 'mine' | 'edited';

/** Somebody saved first. Shows, field by field, what it was, what they made of it and what the reader wrote; a field that both
 *  changed must be decided, the others are merged already and may still be turned. */
export function ConflictScreen({ fields, base, theirs, mine, busy, onSave, onBack }: ConflictScreenProps) {
  const { t } = useTranslation();
  const merges = useMemo(() => compare(fields, base, theirs, mine), [fields, base, theirs, mine]);
  const [merged, setMerged] = useState(() => mergeDraft(fields, merges, theirs, mine));
  const [sides, setSides] = useState<Record<string, Side | undefined>>(() =>
    Object.fromEntries(merges.map((m) => [m.field.key, m.by === 'both' ? undefined : m.by])),
  );
  const top = useRef<HTMLDivElement>(null);
  // The form was scrolled to its button; what happened is said at the top.
  useEffect(() => {
    top.current?.scrollIntoView({ block: 'start' });
    top.current?.focus({ preventScroll: true });
  }, []);
  const open = merges.filter((m) => !sides[m.field.key]);

  const choose = (field: Field, side: Side) => {
    setSides((s) => ({ ...s, [field.key]: side }));
    if (side === 'edited') return;
    setMerged((d) => {
      const next = { ...d };
      copyField(field, side === 'mine' ? mine : theirs, next);
      return next;
    });
  };

  return (
    <div ref={top} tabIndex={-1} className="flex scroll-mt-20 flex-col gap-6 outline-none">
      <header>
        <h2 className="text-title">{t('common:conflict.title')}</h2>
        <p className="mt-1 text-ink-soft">
          {t(open.length > 0 ? 'common:conflict.answer' : 'common:conflict.ready', {
            open: open.length,
            count: merges.length,
          })}
        </p>
      </header>
      <p className="measure">{t('common:conflict.hint')}</p>
      {(['both', 'theirs', 'mine'] as const).map((by) => {
        const group = merges.filter((m) => m.by === by);
        if (group.length === 0) return null;
        return (
          <Section key={by} title={t(`common:conflict.by.${by}`)} note={group.length}>
            {group.map((m) => (
              <Row
                key={m.field.key}
                merge={m}
                states={{ base, theirs, mine }}
                merged={merged}
                side={sides[m.field.key]}
                onChoose={(side) => choose(m.field, side)}
                onEdit={(patch) => setMerged((d) => ({ ...d, ...patch }))}
              />
            ))}
          </Section>
        );
      })}
      <div className="sticky bottom-0 flex flex-wrap items-center gap-3 border-line border-t bg-desk py-3 max-md:bottom-14">
        <Button variant="main" busy={busy} isDisabled={open.length > 0} onPress={() => onSave(merged)}>
          {t('common:conflict.save')}
        </Button>
        <Button onPress={onBack}>{t('common:conflict.back')}</Button>
        {open.length > 0 && (
          <span className="text-ink-soft text-note">{t('common:conflict.open', { count: open.length })}</span>
        )}
      </div>
    </div>
  );
}

interface RowProps {
  merge: FieldMerge;
  states: { base: Draft; theirs: Draft; mine: Draft };
  merged: Draft;
  side: Side | undefined;
  onChoose: (side: Side) => void;
  onEdit: (patch: Draft) => void;
}

function Row({ merge: { field }, states, merged, side, onChoose, onEdit }: RowProps) {
  const { t } = useTranslation();
  const name = useId();
  const option = (value: Side, record: Draft) => (
    <label
      className={cx('flex min-w-0 flex-1 gap-2 border p-3', side === value ? 'border-accent bg-chosen' : 'border-line')}
    >
      <input
        type="radio"
        name={name}
        checked={side === value}
        onChange={() => onChoose(value)}
        className="mt-1 size-4 shrink-0 accent-accent"
      />
      <span className="min-w-0">
        <span className="block text-ink-soft text-note">{t(`common:conflict.side.${value}`)}</span>
        <span className="whitespace-pre-line">
          <FieldValue field={field} record={record} />
        </span>
      </span>
    </label>
  );
  return (
    <fieldset className="flex flex-col gap-2 border-line border-b pb-4">
      <legend className="mb-1 font-bold">{nameOf(field, t)}</legend>
      <p className="text-ink-soft">
        <span className="text-note">{t('common:conflict.side.base')}: </span>
        <FieldValue field={field} record={states.base} short />
      </p>
      <div className="flex gap-2 max-sm:flex-col">
        {option('theirs', states.theirs)}
        {option('mine', states.mine)}
      </div>
      {side === 'edited' ? (
        <div className="border border-accent bg-chosen p-3">
          <FieldInput field={field} draft={merged} onChange={onEdit} faults={[]} path={`merge-${field.key}`} />
        </div>
      ) : (
        <span>
          <Button variant="quiet" onPress={() => onChoose('edited')}>
            {t('common:conflict.edit', { label: t(field.label) })}
          </Button>
        </span>
      )}
    </fieldset>
  );
}
