import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { FieldFault } from '@/api/problem';
import {
  createPart,
  type Milestone,
  milestonesOptions,
  type Part,
  projectOptions,
  type Report,
  type Risk,
  reportsOptions,
  risksOptions,
  updatePart,
} from '@/api/projects';
import { keyOf } from '@/api/queries';
import { withCurrent } from '@/api/stale';
import { useFormat } from '@/i18n/format';
import { today } from '@/lib/dates';
import type { Draft, Field } from '@/lib/fields';
import { RecordForm } from '@/ui/form/RecordForm';
import { PageHead } from '@/ui/Page';
import { EmptyState, FailedState, SkeletonPage } from '@/ui/states';
import { toast } from '@/ui/toast';
import { milestoneFields, reportFields, riskFields } from './fields';

type AnyPart = Milestone | Report | Risk;

const kinds = {
  milestones: { fields: milestoneFields, options: milestonesOptions, defaults: () => ({}) },
  reports: { fields: reportFields, options: reportsOptions, defaults: () => ({ asOf: today() }) },
  risks: { fields: riskFields, options: risksOptions, defaults: () => ({ kind: 'risk', state: 'open' }) },
} satisfies Record<Part, { fields: Field[]; options: unknown; defaults: () => Draft }>;

/** The scales of a risk are counted by the API and chosen as words in the form. */
const editable = (p: AnyPart): AnyPart =>
  'impact' in p ? ({ ...p, impact: String(p.impact), likelihood: String(p.likelihood) } as unknown as Risk) : p;

const body = (part: Part, draft: Draft): Draft =>
  part === 'risks' ? { ...draft, impact: Number(draft.impact), likelihood: Number(draft.likelihood) } : draft;

const checks: Partial<Record<Part, (draft: Draft) => FieldFault[]>> = {
  milestones: ({ actualOn }) => (actualOn && String(actualOn) > today() ? [{ field: 'actualOn', rule: 'future' }] : []),
  reports: ({ asOf }) => (asOf && String(asOf) > today() ? [{ field: 'asOf', rule: 'future' }] : []),
};

/** Writes a milestone, a report's draft or a risk of a project: one form, three descriptions. */
export function PartForm({ projectId, part, partId }: { projectId: string; part: Part; partId?: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { data: project } = useQuery(projectOptions(projectId));
  const kind = kinds[part];
  const read = kind.options(projectId);
  const { data: page, error, refetch } = useQuery(read as ReturnType<typeof milestonesOptions>);
  const record = (page?.items as AnyPart[] | undefined)?.find((x) => x.id === partId);
  const back = () => void navigate({ to: `/projects/$id/${part}`, params: { id: projectId } });

  if (error) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!project || (partId && !page)) return <SkeletonPage />;
  if (partId && !record)
    return <EmptyState title={t('problem:code.not_found.title')} hint={t('problem:code.not_found.hint')} />;
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={t(`${part}:${record ? 'edit' : 'new'}`)}
        code={`${project.code} ${f.name(project)}`}
        answer={t(`${part}:formAnswer`)}
      />
      <RecordForm<AnyPart>
        noun={part}
        fields={kind.fields}
        record={record && editable(record)}
        draftId={`new.${projectId}`}
        defaults={kind.defaults()}
        verb={t(`${part}:save`)}
        can={record ? record.can?.update : project.can?.[part === 'reports' ? 'report' : 'update']}
        check={checks[part]}
        save={(draft, { version, intent }) => {
          if (!partId || version === undefined) return createPart<AnyPart>(projectId, part, body(part, draft), intent);
          return withCurrent(updatePart<AnyPart>(projectId, part, partId, body(part, draft), version), async () => {
            const now = await cache.fetchQuery({ ...(read as ReturnType<typeof milestonesOptions>), staleTime: 0 });
            const theirs = (now.items as AnyPart[]).find((x) => x.id === partId);
            return theirs && editable(theirs);
          });
        }}
        onSaved={() => {
          void cache.invalidateQueries({ queryKey: keyOf.all('projects') });
          void cache.invalidateQueries({ queryKey: ['me', 'work'] });
          toast(t(`${part}:saved`));
          back();
        }}
        onCancel={back}
      />
    </div>
  );
}
