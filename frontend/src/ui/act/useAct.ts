import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { newIntent } from '@/api/http';
import { Problem } from '@/api/problem';

export interface ActInit<T> {
  /** The call. It closes over the record's present version, so that a reload lets the next try go through. */
  send: (intent: string) => Promise<T>;
  onDone: (result: T) => void;
}

export interface Act {
  busy: boolean;
  problem: unknown;
  /** Does it; true when it was done. */
  run: () => Promise<boolean>;
  reset: () => void;
  /** Fetches everything anew and forgets the refusal; what was typed stays with the caller. */
  reload: () => Promise<void>;
}

/** One act on a record: submit, publish, decide. Repeating it after a lost answer does it only once. */
export function useAct<T>({ send, onDone }: ActInit<T>): Act {
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const intent = useRef('');

  const run = async () => {
    if (busy) return false;
    intent.current ||= newIntent();
    setBusy(true);
    setProblem(null);
    try {
      const result = await send(intent.current);
      intent.current = '';
      // An act reaches further than its record: figures, steppers, what waits for whom.
      await queryClient.invalidateQueries();
      onDone(result);
      return true;
    } catch (error) {
      if (error instanceof Problem && error.status >= 400 && error.status < 500) intent.current = '';
      setProblem(error);
      return false;
    } finally {
      setBusy(false);
    }
  };
  const reset = () => {
    intent.current = '';
    setProblem(null);
  };
  const reload = async () => {
    await queryClient.invalidateQueries();
    reset();
  };
  return { busy, problem, run, reset, reload };
}
