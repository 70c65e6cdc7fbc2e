import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deletePost, type Post } from '@/api/posts';
import { keyOf } from '@/api/queries';
import { useFormat } from '@/i18n/format';
import { problemMessage } from '@/i18n/problem';
import { ActDialog } from '@/ui/act/ActDialog';
import { useAct } from '@/ui/act/useAct';
import { TextArea } from '@/ui/TextField';
import { toast } from '@/ui/toast';

/** Takes out an entry made by mistake; a post that somebody held stays. */
export function DeletePost({ post, onClose }: { post: Post; onClose: () => void }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const [reason, setReason] = useState('');
  const name = f.name(post);
  const act = useAct({
    send: () => deletePost(post.id, post.version, reason.trim()),
    onDone: () => {
      toast(t('posts:deleted', { name }));
      void navigate({ to: '/posts' }).then(() => cache.removeQueries({ queryKey: keyOf.one('posts', post.id) }));
    },
  });
  return (
    <ActDialog
      title={t('posts:deleteTitle', { name })}
      effect={t('posts:deleteText')}
      verb={t('posts:deleteVerb')}
      danger
      act={act}
      isOpen
      onClose={onClose}
      waits={reason.trim() ? undefined : t('problem:rule.reason_required')}
      explain={(problem) => (problem.code === 'conflict' ? <p>{problemMessage(t, problem).title}</p> : null)}
    >
      <TextArea
        label={t('common:reason')}
        help={t('common:reasonHelp')}
        required
        maxLength={500}
        value={reason}
        onChange={setReason}
      />
    </ActDialog>
  );
}
