import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Post, postOptions } from '@/api/posts';
import { useFormat } from '@/i18n/format';
import { today } from '@/lib/dates';
import { Button } from '@/ui/Button';
import { History } from '@/ui/fields/History';
import { Link } from '@/ui/Link';
import { PageHead, Section } from '@/ui/Page';
import { Spans } from '@/ui/Spans';
import { EmptyState, FailedState, SkeletonPage } from '@/ui/states';
import { DeletePost } from './DeletePost';
import { postFields } from './fields';
import { newestFirst, whenOf } from './model';

/** One post: who holds it and what it may do, past, present and to come. */
export function PostPage({ id }: { id: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const [deleting, setDeleting] = useState(false);
  const { data: post, error, refetch } = useQuery(postOptions(id));
  if (error && !post) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!post) return <SkeletonPage />;
  const day = today();
  const roles = post.roles.filter((r) => whenOf(r, day) === 'present').map((r) => t(`common:role.${r.role}`));
  const organisation = post.path.at(-1);
  return (
    <div className="flex flex-col gap-8">
      <PageHead
        title={f.name(post)}
        code={post.code}
        answer={
          <span className="flex flex-wrap gap-x-4">
            {organisation && (
              <Link to="/organisations/$id" params={{ id: organisation.id }}>
                {post.path.map((o) => f.name(o)).join(' / ')}
              </Link>
            )}
            <span>
              {roles.length > 0
                ? t('posts:rolesNow', { roles: roles.join(t('common:listSeparator')) })
                : t('posts:noRolesNow')}
            </span>
            {post.authority && <span>{t('posts:decides', { authority: t(`posts:authority.${post.authority}`) })}</span>}
          </span>
        }
        actions={
          <>
            <Button can={post.can?.delete} variant="quiet" onPress={() => setDeleting(true)}>
              {t('common:delete')}
            </Button>
            <Button
              can={post.can?.update}
              variant="main"
              onPress={() => void navigate({ to: '/posts/$id/edit', params: { id } })}
            >
              {t('common:edit')}
            </Button>
          </>
        }
      />
      <p className="measure text-ink-soft">{t('posts:story')}</p>
      <Holders post={post} day={day} />
      <Roles post={post} day={day} />
      <Section title={t('common:history.title')}>
        <History noun="posts" id={id} fields={postFields} />
      </Section>
      {deleting && <DeletePost post={post} onClose={() => setDeleting(false)} />}
    </div>
  );
}

function Holders({ post, day }: { post: Post; day: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  if (post.holders.length === 0) return <EmptyState title={t('posts:noHolders')} hint={t('posts:help.holders')} />;
  const people = new Map(post.people.map((p) => [p.id, p]));
  return (
    <Section
      title={t('posts:field.holders')}
      note={t('posts:vacancy', { count: post.holders.filter((h) => whenOf(h, day) === 'present').length })}
    >
      <Spans
        caption={t('posts:holdersOf', { name: f.name(post) })}
        head={t('posts:field.holders_personId')}
        today={day}
        spans={newestFirst(post.holders).map((h) => {
          const person = people.get(h.personId);
          return {
            key: `${h.personId} ${h.from}`,
            from: h.from,
            to: h.to,
            when: whenOf(h, day),
            label: (
              <Link to="/people/$id" params={{ id: h.personId }}>
                {person ? f.name(person) : h.personId}
              </Link>
            ),
            note: h.acting ? t('shell:person.acting') : undefined,
          };
        })}
      />
    </Section>
  );
}

function Roles({ post, day }: { post: Post; day: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  if (post.roles.length === 0) return <EmptyState title={t('posts:noRoles')} hint={t('posts:help.roles')} />;
  return (
    <Section title={t('posts:field.roles')}>
      <Spans
        caption={t('posts:rolesOf', { name: f.name(post) })}
        head={t('posts:field.roles_role')}
        today={day}
        spans={newestFirst(post.roles).map((r) => ({
          key: `${r.role} ${r.from}`,
          from: r.from,
          to: r.to,
          when: whenOf(r, day),
          label: t(`common:role.${r.role}`),
        }))}
      />
    </Section>
  );
}
