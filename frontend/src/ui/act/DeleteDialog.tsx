import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keyOf } from '@/api/queries';
import { problemMessage } from '@/i18n/problem';
import { toast } from '../toast';
import { ReasonDialog } from './ReasonDialog';

interface DeleteDialogProps {
  /** Namespace of the noun's words, which has deleteTitle, deleteText and deleted. */
  words: string;
  /** The record's noun among the queries, and its id there. */
  noun: string;
  id: string;
  name: string;
  verb?: string;
  send: (reason: string) => Promise<unknown>;
  /** Leaves the record's page, which is gone afterwards. */
  leave: () => Promise<void>;
  onClose: () => void;
}

/** Takes out a record that was entered by mistake, with the reason, and leaves its page. */
export function DeleteDialog({ words, noun, id, name, verb, send, leave, onClose }: DeleteDialogProps) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  return (
    <ReasonDialog
      title={t(`${words}:deleteTitle`, { name })}
      effect={t(`${words}:deleteText`)}
      verb={verb ?? t('common:delete')}
      danger
      // The page goes first: it would ask for the record again, and not find it.
      send={async (reason) => {
        await send(reason);
        await leave();
        cache.removeQueries({ queryKey: keyOf.one(noun, id) });
      }}
      onDone={() => toast(t(`${words}:deleted`, { name }))}
      onClose={onClose}
      explain={(problem) => (problem.code === 'conflict' ? <p>{problemMessage(t, problem).title}</p> : null)}
    />
  );
}
