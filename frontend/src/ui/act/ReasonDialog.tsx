import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '@/api/problem';
import { ActDialog } from './ActDialog';
import { Reason } from './Reason';
import { useAct } from './useAct';

interface ReasonDialogProps<T> {
  title: string;
  /** What will have happened afterwards, in one sentence. */
  effect?: ReactNode;
  verb: string;
  danger?: boolean;
  maxLength?: number;
  send: (reason: string, intent: string) => Promise<T>;
  onDone: (result: T) => void;
  onClose: () => void;
  explain?: (problem: Problem) => ReactNode;
}

/** An act that asks for nothing but why: to remove, to take back, to leave out. */
export function ReasonDialog<T>({ send, onDone, maxLength, ...dialog }: ReasonDialogProps<T>) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const act = useAct({ send: (intent) => send(reason.trim(), intent), onDone });
  return (
    <ActDialog {...dialog} act={act} isOpen waits={reason.trim() ? undefined : t('problem:rule.reason_required')}>
      <Reason
        act={act}
        help={t('common:reasonHelp')}
        required
        value={reason}
        onChange={setReason}
        maxLength={maxLength}
      />
    </ActDialog>
  );
}
