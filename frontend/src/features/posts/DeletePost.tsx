import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { deletePost, type Post } from '@/api/posts';
import { useFormat } from '@/i18n/format';
import { DeleteDialog } from '@/ui/act/DeleteDialog';

/** Takes out an entry made by mistake; a post that somebody held stays. */
export function DeletePost({ post, onClose }: { post: Post; onClose: () => void }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  return (
    <DeleteDialog
      words="posts"
      noun="posts"
      id={post.id}
      name={f.name(post)}
      verb={t('posts:deleteVerb')}
      send={(reason) => deletePost(post.id, post.version, reason)}
      leave={() => navigate({ to: '/posts' })}
      onClose={onClose}
    />
  );
}
