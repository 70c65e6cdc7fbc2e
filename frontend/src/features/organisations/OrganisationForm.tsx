import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  createOrganisation,
  type Organisation,
  type OrganisationDraft,
  organisationOptions,
  updateOrganisation,
  withParent,
} from '@/api/organisations';
import type { FieldFault } from '@/api/problem';
import { keyOf } from '@/api/queries';
import { useFormat } from '@/i18n/format';
import { today } from '@/lib/dates';
import type { Draft } from '@/lib/fields';
import { RecordForm } from '@/ui/form/RecordForm';
import { PageHead } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { toast } from '@/ui/toast';
import { organisationEdit, organisationFields } from './fields';

function check(draft: Draft): FieldFault[] {
  return draft.validTo && String(draft.validTo) < String(draft.validFrom)
    ? [{ field: 'validTo', rule: 'date_order' }]
    : [];
}

/** Adds an organisation, below another when one is named, or edits one: renames it, moves it, ends it. */
export function OrganisationForm({ id, under }: { id?: string; under?: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const about = id ?? under;
  const { data, error, refetch } = useQuery({ ...organisationOptions(about ?? ''), enabled: about !== undefined });
  if (about && error) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (about && !data) return <SkeletonPage />;
  const organisation = id ? data : undefined;
  const above = under ? data : undefined;

  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={organisation ? t('organisations:editTitle', { name: f.name(organisation) }) : t('organisations:new')}
        code={organisation?.code}
        answer={t(organisation ? 'organisations:editAnswer' : 'organisations:newAnswer')}
      />
      <RecordForm<Organisation>
        noun="organisations"
        fields={organisation ? organisationEdit : organisationFields}
        record={organisation && withParent(organisation)}
        defaults={{
          kind: above?.kind === 'city' || !above ? 'bureau' : 'section',
          parentId: above?.id ?? '',
          parentName: above?.name,
          parentNameEn: above?.nameEn,
          validFrom: today(),
        }}
        verb={t(organisation ? 'organisations:save' : 'organisations:register')}
        can={organisation?.can?.update}
        check={check}
        save={(body, { version, intent }) => {
          const draft = body as unknown as OrganisationDraft;
          return id && version !== undefined
            ? updateOrganisation(id, draft, version)
            : createOrganisation(draft, intent);
        }}
        onSaved={(saved) => {
          cache.setQueryData(keyOf.one('organisations', saved.id), saved);
          void cache.invalidateQueries();
          toast(t(id ? 'organisations:saved' : 'organisations:registered', { name: f.name(saved) }));
          void navigate({ to: '/organisations/$id', params: { id: saved.id } });
        }}
        onCancel={() =>
          about
            ? void navigate({ to: '/organisations/$id', params: { id: about } })
            : void navigate({ to: '/organisations' })
        }
      />
    </div>
  );
}
