import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { createPost, type Post, type PostEdit, postOptions, updatePost, withNames } from '@/api/posts';
import type { FieldFault } from '@/api/problem';
import { keyOf } from '@/api/queries';
import { useFormat } from '@/i18n/format';
import type { Draft } from '@/lib/fields';
import { RecordForm } from '@/ui/form/RecordForm';
import { PageHead } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { toast } from '@/ui/toast';
import { postEdit, postFields } from './fields';
import { postFaults, rightsChange } from './model';

/** Adds a post, or edits one: who holds it, what it may do, from when to when. */
export function PostForm({ id }: { id?: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { data: post, error, refetch } = useQuery({ ...postOptions(id ?? ''), enabled: id !== undefined });
  if (id && error) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (id && !post) return <SkeletonPage />;
  const open = (to: string) => void navigate({ to: '/posts/$id', params: { id: to } });

  const check = (draft: Draft): FieldFault[] => {
    const faults = postFaults(draft as Partial<Post>);
    if (post && rightsChange(post, draft as Partial<Post>) && !String(draft.reason ?? '').trim())
      faults.push({ field: 'reason', rule: 'reason_required' });
    return faults;
  };

  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={post ? t('posts:editTitle', { name: f.name(post) }) : t('posts:new')}
        code={post?.code}
        answer={<p className="measure">{t('posts:story')}</p>}
      />
      <RecordForm<Post>
        noun="posts"
        fields={post ? postEdit : postFields}
        record={post && withNames(post)}
        verb={t(post ? 'posts:save' : 'posts:register')}
        can={post?.can?.update}
        check={check}
        save={(body, { version, intent }) => {
          const draft = body as unknown as PostEdit;
          return id && version !== undefined ? updatePost(id, draft, version) : createPost(draft, intent);
        }}
        onSaved={(saved) => {
          cache.setQueryData(keyOf.one('posts', saved.id), saved);
          // Roles and holders reach people, organisations and one's own rights.
          void cache.invalidateQueries();
          toast(t(id ? 'posts:saved' : 'posts:registered', { name: f.name(saved) }));
          open(saved.id);
        }}
        onCancel={() => (id ? open(id) : void navigate({ to: '/posts' }))}
      />
    </div>
  );
}
