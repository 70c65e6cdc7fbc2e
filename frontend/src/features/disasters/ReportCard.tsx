import { useState } from 'react';
import { Button as Pressable } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Row, State } from '@/api/disasters';
import { enqueue, flush, type Unsent } from '@/api/outbox';
import { useFormat } from '@/i18n/format';
import { cx } from '@/lib/cx';
import { Button } from '@/ui/Button';
import { Mark, StatusChip } from '@/ui/StatusChip';
import { TextField } from '@/ui/TextField';
import { ReportedAt, StateChip } from './Chips';
import { type AgedBoard, states, stateTone, wordOf } from './model';

/** One system or office to report on: one tap chooses the state, the other sends it. */
export function ReportCard({
  board,
  row,
  waiting,
  personId,
  onSent,
}: {
  board: AgedBoard;
  row: Row;
  /** The reader's latest report on it that has not arrived yet. */
  waiting?: Unsent;
  personId: string;
  onSent?: () => void;
}) {
  const { t } = useTranslation();
  const f = useFormat();
  const [chosen, setChosen] = useState<State>();
  const [note, setNote] = useState('');
  const name = f.name(row);
  const wordFor = (state: State) => t(wordOf({ subject: row.subject, state }));

  const send = () => {
    if (!chosen) return;
    enqueue({
      personId,
      disasterId: board.id,
      disasterName: board.name,
      disasterNameEn: board.nameEn ?? '',
      targetId: row.id,
      targetName: row.name,
      targetNameEn: row.nameEn,
      subject: row.subject,
      state: chosen,
      note: note.trim(),
    });
    setChosen(undefined);
    setNote('');
    void flush(personId);
    onSent?.();
  };

  return (
    <article aria-label={name} className="flex flex-col gap-3 border border-line bg-paper p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="font-bold">{name}</h3>
        <span className="flex flex-wrap items-baseline gap-x-3">
          <StateChip row={row} />
          {row.seq > 0 && <ReportedAt row={row} now={board.now} />}
        </span>
      </div>
      {waiting && (
        <p className="flex flex-wrap items-baseline gap-x-3">
          <StatusChip tone="warn">{t('disasters:unsentOne')}</StatusChip>
          <span>
            {wordFor(waiting.state)} {f.instant(waiting.madeAt)}
          </span>
        </p>
      )}
      <fieldset className="grid grid-cols-2 gap-2 sm:grid-cols-4">
        <legend className="sr-only">{t('disasters:report.choose', { name })}</legend>
        {states.map((s) => (
          <Pressable
            key={s}
            aria-pressed={chosen === s}
            onPress={() => setChosen(chosen === s ? undefined : s)}
            className={cx(
              'flex min-h-14 items-center justify-center gap-2 rounded-part border px-2 text-section hover:bg-hover',
              chosen === s
                ? 'border-accent bg-accent-soft font-bold outline-2 outline-accent'
                : 'border-line-strong bg-paper',
            )}
          >
            <Mark tone={stateTone[s]} />
            {wordFor(s)}
          </Pressable>
        ))}
      </fieldset>
      {chosen && (
        <>
          <Button variant="main" onPress={send} className="min-h-14 w-full text-section">
            {t('disasters:report.send', { state: wordFor(chosen) })}
          </Button>
          <TextField label={t('disasters:report.note')} maxLength={500} value={note} onChange={setNote} />
        </>
      )}
    </article>
  );
}
