import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Organisation, organisationOptions } from '@/api/organisations';
import { useFormat } from '@/i18n/format';
import { Button } from '@/ui/Button';
import { DescriptionList } from '@/ui/facts';
import { Missing } from '@/ui/fields/FieldValue';
import { History } from '@/ui/fields/History';
import { ButtonLink, Link } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { FailedState, SkeletonPage } from '@/ui/states';
import { Tabs } from '@/ui/Tabs';
import { DeleteOrganisation } from './DeleteOrganisation';
import { organisationFields } from './fields';
import { Children, Posts } from './OrganisationParts';
import { type OrganisationTab, organisationTabs } from './search';

/** One organisation: where it stands, who holds its posts, what it is responsible for. */
export function OrganisationPage({ id, tab }: { id: string; tab: OrganisationTab }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const [deleting, setDeleting] = useState(false);
  const { data: organisation, error, refetch } = useQuery(organisationOptions(id));
  if (error && !organisation) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!organisation) return <SkeletonPage />;
  const o = organisation;
  const content = {
    posts: <Posts organisation={o} />,
    children: <Children organisation={o} />,
    history: <History noun="organisations" id={id} fields={organisationFields} />,
  };
  const count = { posts: o.posts.length, children: o.children.length, history: undefined };
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={f.name(o)}
        code={o.code}
        answer={<Path organisation={o} />}
        actions={
          <>
            <Button can={o.can?.delete} variant="quiet" onPress={() => setDeleting(true)}>
              {t('common:delete')}
            </Button>
            {o.can?.create?.allowed && (
              <ButtonLink to="/organisations/new" search={{ under: id }}>
                {t('organisations:newUnder')}
              </ButtonLink>
            )}
            <Button
              can={o.can?.update}
              variant="main"
              onPress={() => void navigate({ to: '/organisations/$id/edit', params: { id } })}
            >
              {t('common:edit')}
            </Button>
          </>
        }
      />
      <Facts organisation={o} />
      <Tabs
        label={t('organisations:tabs.label', { name: f.name(o) })}
        chosen={tab}
        onChange={(key) =>
          void navigate({
            to: '/organisations/$id',
            params: { id },
            search: { tab: key as OrganisationTab },
            replace: true,
            resetScroll: false,
          })
        }
        tabs={organisationTabs.map((key) => ({
          key,
          label: t(`organisations:tabs.${key}`),
          count: count[key],
          content: content[key],
        }))}
      />
      {deleting && <DeleteOrganisation organisation={o} onClose={() => setDeleting(false)} />}
    </div>
  );
}

/** The way from the city down, each step a link. */
function Path({ organisation }: { organisation: Organisation }) {
  const { t } = useTranslation();
  const f = useFormat();
  const above = organisation.path.slice(0, -1);
  if (above.length === 0) return t('organisations:top');
  return (
    <ol aria-label={t('organisations:path')} className="flex flex-wrap gap-x-2">
      {above.map((p) => (
        <li key={p.id} className="flex gap-x-2">
          <Link to="/organisations/$id" params={{ id: p.id }}>
            {f.name(p)}
          </Link>
          <span aria-hidden="true">/</span>
        </li>
      ))}
      <li>{f.name(organisation)}</li>
    </ol>
  );
}

function Facts({ organisation: o }: { organisation: Organisation }) {
  const { t } = useTranslation();
  const f = useFormat();
  const shown = f.number(o.systems.count);
  return (
    <DescriptionList
      columns={2}
      facts={[
        {
          key: 'state',
          label: t('organisations:state'),
          value: (
            <StatusChip tone={o.active ? 'good' : 'unknown'} why={t('organisations:why.state')}>
              {t(o.active ? 'organisations:active' : 'organisations:notActive')}
            </StatusChip>
          ),
        },
        { key: 'kind', label: t('organisations:field.kind'), value: t(`organisations:kind.${o.kind}`) },
        { key: 'validFrom', label: t('organisations:field.validFrom'), value: f.day(o.validFrom) },
        {
          key: 'validTo',
          label: t('organisations:field.validTo'),
          value: o.validTo ? f.day(o.validTo) : t('organisations:noEnd'),
        },
        { key: 'kana', label: t('organisations:field.kana'), value: o.kana || <Missing /> },
        {
          key: 'systems',
          label: t('organisations:systems'),
          value:
            o.systems.count > 0 ? (
              <Link to="/systems" search={{ ownerId: o.id }}>
                {t(o.systems.capped ? 'common:totalCapped' : 'common:total', { count: o.systems.count, shown })}
              </Link>
            ) : (
              t('organisations:noSystems')
            ),
        },
      ]}
    />
  );
}
