import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  type Appraisal,
  type AppraisalDraft,
  type AppraisalEdit,
  appraisalOptions,
  createAppraisal,
  updateAppraisal,
} from '@/api/maturity';
import { projectOptions } from '@/api/projects';
import { today } from '@/lib/dates';
import { fiscalYearOf } from '@/lib/fiscal';
import { RecordForm } from '@/ui/form/RecordForm';
import { PageHead } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { toast } from '@/ui/toast';
import { appraisalEdit, appraisalFields } from './fields';

/** Opens an appraisal, or changes day, note and sample of a draft. */
export function AppraisalForm({
  id,
  given,
}: {
  id?: string;
  given?: { model?: string; sectionId?: string; projectId?: string };
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { data: appraisal, error, refetch } = useQuery({ ...appraisalOptions(id ?? ''), enabled: id !== undefined });
  const project = useQuery({ ...projectOptions(given?.projectId ?? ''), enabled: Boolean(given?.projectId) });
  if (id && error) return <FailedState error={error} onRetry={() => void refetch()} />;
  if ((id && !appraisal) || (given?.projectId && project.isPending)) return <SkeletonPage />;
  const open = (to: string) => void navigate({ to: '/maturity/appraisals/$id', params: { id: to } });
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={appraisal ? t('maturity:editTitle', { code: appraisal.code }) : t('maturity:new')}
        code={appraisal?.code}
        answer={<p className="measure">{t(appraisal ? 'maturity:editAnswer' : 'maturity:newAnswer')}</p>}
      />
      <RecordForm<Appraisal>
        noun="maturity"
        fields={appraisal ? appraisalEdit : appraisalFields}
        record={appraisal && { ...appraisal, can: appraisal.can }}
        defaults={{
          kind: 'self',
          subject: given?.projectId ? 'project' : 'organisation',
          model: given?.model ?? 'CMMI-ACQ-V13',
          sectionId: given?.sectionId,
          projectId: given?.projectId,
          projectName: project.data?.name,
          projectNameEn: project.data?.nameEn,
          // The project itself is what is looked at, until somebody adds more.
          instances: project.data && [
            { kind: 'project', name: project.data.name, projectId: project.data.id, projectName: project.data.name },
          ],
          fiscalYear: fiscalYearOf(today()),
        }}
        verb={t(appraisal ? 'maturity:save' : 'maturity:open')}
        can={appraisal?.can?.rate}
        save={(body, { version, intent }) => {
          if (appraisal && version !== undefined) {
            const { model, kind, subject, sectionId, projectId, fiscalYear } = appraisal;
            const edit = { ...body, model, kind, subject, sectionId, projectId, fiscalYear };
            return updateAppraisal(appraisal.id, edit as unknown as AppraisalEdit, version);
          }
          const { sectionId, projectId, ...rest } = body as Record<string, unknown>;
          const subject = rest.subject === 'project' ? { projectId } : { sectionId };
          return createAppraisal({ ...rest, ...subject } as unknown as AppraisalDraft, intent);
        }}
        onSaved={(saved) => {
          void cache.invalidateQueries();
          toast(t(appraisal ? 'maturity:saved' : 'maturity:opened', { code: saved.code }));
          open(saved.id);
        }}
        onCancel={() => (id ? open(id) : void navigate({ to: '/maturity' }))}
      />
    </div>
  );
}
