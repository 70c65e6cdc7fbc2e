import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { newIntent } from '@/api/http';
import { type FieldFault, Problem } from '@/api/problem';
import { meOptions } from '@/api/session';
import type { Recorded } from '@/api/types';
import { sameValue } from '@/lib/equal';
import { bodyOf, type Draft, draftOf, type Field } from '@/lib/fields';
import { dropDraft, type KeptDraft, keepDraft, readDraft } from './drafts';
import { faultPath, localFaults } from './faults';

export interface SaveContext {
  /** Undefined for a new record. */
  version: number | undefined;
  intent: string;
}

export interface RecordFormInit<R extends Recorded> {
  noun: string;
  fields: readonly Field[];
  record?: R;
  defaults?: Draft;
  save: (body: Draft, context: SaveContext) => Promise<R>;
  onSaved: (record: R) => void;
  /** Where the draft of a new record is kept, when there may be several: a part of one record or another. */
  draftId?: string;
  /** Rules of the noun that the browser can tell; the server has the last word. */
  check?: (draft: Draft) => FieldFault[];
}

/** Somebody else's state against which a save failed. */
export interface Conflict {
  theirs: Draft;
  version: number;
}

/** The state of a form for one record: what is typed, what it was based on, what is wrong, and who came before. */
export function useRecordForm<R extends Recorded>({
  noun,
  fields,
  record,
  defaults,
  save,
  onSaved,
  draftId,
  check,
}: RecordFormInit<R>) {
  const personId = useQuery(meOptions()).data?.person.id ?? '';
  const id = record?.id ?? draftId ?? 'new';
  // Fixed when the form opens: a refetch in the background must not slide under the reader's hands.
  const [base, setBase] = useState(() => draftOf(fields, record ?? defaults));
  const [version, setVersion] = useState(record?.version);
  const [draft, setDraft] = useState(base);
  const [faults, setFaults] = useState<FieldFault[]>([]);
  const [problem, setProblem] = useState<unknown>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [busy, setBusy] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const [kept, setKept] = useState<KeptDraft | null>(null);
  const intent = useRef('');
  const saved = useRef(false);

  const dirty = useMemo(
    () => fields.some((f) => !f.derived && !sameValue(draft[f.key], base[f.key])),
    [fields, draft, base],
  );

  useEffect(() => {
    const found = personId ? readDraft(personId, noun, id) : null;
    setKept(found && !sameValue(found.draft, found.base) ? found : null);
  }, [personId, noun, id]);

  const keep = useCallback(() => {
    if (!dirty || !personId || saved.current) return;
    keepDraft(personId, noun, id, { draft, base, version, at: new Date().toISOString() });
  }, [dirty, draft, base, version, personId, noun, id]);

  // Keeps what is typed, a moment after the last key or when the page goes; a draft on offer is not overwritten before anything is typed.
  useEffect(() => {
    const timer = setTimeout(keep, 600);
    addEventListener('pagehide', keep);
    return () => {
      clearTimeout(timer);
      removeEventListener('pagehide', keep);
    };
  }, [keep]);

  const change = useCallback((patch: Draft) => {
    setDraft((d) => ({ ...d, ...patch }));
    const touched = Object.keys(patch);
    setFaults((all) => all.filter((f) => !touched.some((k) => f.field === k || f.field.startsWith(`${k}.`))));
  }, []);

  const restore = () => {
    if (!kept) return;
    setBase(kept.base);
    setVersion(kept.version);
    setDraft(kept.draft);
    setKept(null);
  };

  const discard = () => {
    dropDraft(personId, noun, id);
    setKept(null);
  };

  /** Saves a draft against a version. True when it is saved. */
  const submit = async (what: Draft = draft, against: number | undefined = version): Promise<boolean> => {
    if (busy) return false;
    const wrong = [...localFaults(fields, what), ...(check?.(what) ?? [])];
    setFaults(wrong);
    setProblem(null);
    setAttempt((n) => n + 1);
    if (wrong.length > 0) return false;
    intent.current ||= newIntent();
    setBusy(true);
    try {
      const result = await save(bodyOf(fields, what), { version: against, intent: intent.current });
      saved.current = true;
      dropDraft(personId, noun, id);
      onSaved(result);
      return true;
    } catch (error) {
      const p = error instanceof Problem ? error : null;
      // A definite refusal did nothing, so the next try is a new intent; an answer lost on the way is the same one.
      if (p && p.status >= 400 && p.status < 500) intent.current = '';
      if (p?.code === 'stale' && p.current) {
        const theirs = p.current as R;
        setConflict({ theirs: draftOf(fields, theirs), version: theirs.version });
        setDraft(what);
      } else if (p && p.errors.length > 0) {
        setFaults(p.errors.map((f) => ({ ...f, field: faultPath(f.field) })));
      } else setProblem(error);
      return false;
    } finally {
      setBusy(false);
    }
  };

  /** Saves what the reader settled on against the version that came before. */
  const resolve = async (merged: Draft) => {
    if (!conflict) return;
    const { theirs, version: newer } = conflict;
    setBase(theirs);
    setVersion(newer);
    setDraft(merged);
    setConflict(null);
    await submit(merged, newer);
  };

  return {
    base,
    draft,
    change,
    dirty,
    busy,
    faults,
    problem,
    attempt,
    conflict,
    resolve,
    dropConflict: () => setConflict(null),
    kept,
    keep,
    restore,
    discard,
    submit,
    /** True once saved, so that leaving needs no question. */
    isSaved: () => saved.current,
  };
}
