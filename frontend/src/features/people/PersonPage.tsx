import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Person, personOptions } from '@/api/people';
import { holds, meOptions } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { today } from '@/lib/dates';
import { Button } from '@/ui/Button';
import { History } from '@/ui/fields/History';
import { Link } from '@/ui/Link';
import { PageHead, Section } from '@/ui/Page';
import { type Span, Spans } from '@/ui/Spans';
import { StatusChip } from '@/ui/StatusChip';
import { EmptyState, FailedState, SkeletonPage } from '@/ui/states';
import { Account } from './Account';
import { ActiveDialog } from './ActiveDialog';
import { historyFieldsOf } from './fields';
import { rolesOf } from './model';
import { PersonTokens } from './PersonTokens';

/** One person: which posts, which roles they bring, and whether they can sign in. */
export function PersonPage({ id }: { id: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const { data: me } = useQuery(meOptions());
  const { data: person, error, refetch } = useQuery(personOptions(id));
  const [turning, setTurning] = useState(false);
  if (error && !person) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!person) return <SkeletonPage />;
  const roles = rolesOf(person).map((r) => t(`common:role.${r}`));
  return (
    <div className="flex flex-col gap-8">
      <PageHead
        title={f.name(person)}
        code={person.code}
        answer={
          <span className="flex flex-wrap gap-x-4">
            <StatusChip tone={person.active ? 'good' : 'unknown'}>
              {t(person.active ? 'people:active' : 'people:inactive')}
            </StatusChip>
            <span>
              {roles.length > 0
                ? t('people:rolesNow', { roles: roles.join(t('common:listSeparator')) })
                : t('people:noRoles')}
            </span>
            {person.mail && <span>{person.mail}</span>}
          </span>
        }
        actions={
          <>
            <Button can={person.can?.update} variant="quiet" onPress={() => setTurning(true)}>
              {t(person.active ? 'people:deactivate' : 'people:activate')}
            </Button>
            <Button
              can={person.can?.update}
              variant="main"
              onPress={() => void navigate({ to: '/people/$id/edit', params: { id } })}
            >
              {t('common:edit')}
            </Button>
          </>
        }
      />
      <Posts person={person} />
      {(holds(me, 'people:account') || person.account) && <Account person={person} />}
      {person.account && person.can?.account?.allowed && <PersonTokens id={id} />}
      {holds(me, 'audit:read') && (
        <Section title={t('common:history.title')}>
          <History noun="people" id={id} fields={historyFieldsOf} />
        </Section>
      )}
      {turning && <ActiveDialog person={person} onClose={() => setTurning(false)} />}
    </div>
  );
}

/** Posts of all times on one axis. */
function Posts({ person }: { person: Person }) {
  const { t } = useTranslation();
  const f = useFormat();
  if (person.posts.length === 0) return <EmptyState title={t('people:noPosts')} hint={t('people:noPostsHint')} />;
  const spans = person.posts.map(
    (p): Span => ({
      key: `${p.id} ${p.from}`,
      from: p.from,
      to: p.to,
      when: p.when,
      label: (
        <>
          <Link to="/posts/$id" params={{ id: p.id }}>
            {f.name(p)}
          </Link>
          {p.acting && ` (${t('shell:person.acting')})`}
          <span className="block text-ink-soft text-note">{f.pick(p.organisationName, p.organisationNameEn)}</span>
        </>
      ),
      note: p.roles.map((r) => t(`common:role.${r}`)).join(t('common:listSeparator')) || t('people:noRole'),
    }),
  );
  return (
    <Section title={t('people:posts')} note={t('people:postsNote')}>
      <Spans
        caption={t('people:postsOf', { name: f.name(person) })}
        head={t('people:post')}
        spans={spans}
        today={today()}
      />
    </Section>
  );
}
