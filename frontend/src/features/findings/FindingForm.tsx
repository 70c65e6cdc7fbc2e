import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { createFinding, type Finding, type FindingEdit, findingOptions, updateFinding } from '@/api/findings';
import type { FieldFault } from '@/api/problem';
import { projectOptions } from '@/api/projects';
import { keyOf } from '@/api/queries';
import { systemOptions } from '@/api/systems';
import { useFormat } from '@/i18n/format';
import type { Draft } from '@/lib/fields';
import { RecordForm } from '@/ui/form/RecordForm';
import { PageHead } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { toast } from '@/ui/toast';
import { findingEdit, findingFields } from './fields';
import { editable } from './model';

/** What another page already knows of a finding to raise, as it stands in the address. */
export interface FindingPrefill {
  systemId?: string;
  projectId?: string;
  title?: string;
  condition?: string;
  theme?: string;
  source?: string;
}

/** What the browser can tell before asking the server. */
function check(draft: Draft): FieldFault[] {
  const both = (draft.targetImpact ?? null) === null;
  return both === ((draft.targetLikelihood ?? null) === null)
    ? []
    : [{ field: 'targetLikelihood', rule: 'both_or_none' }];
}

/** Raises a finding, or edits one. */
export function FindingForm({ id, prefill = {} }: { id?: string; prefill?: FindingPrefill }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const one = useQuery({ ...findingOptions(id ?? ''), enabled: id !== undefined });
  const system = useQuery({ ...systemOptions(prefill.systemId ?? ''), enabled: Boolean(prefill.systemId) });
  const project = useQuery({ ...projectOptions(prefill.projectId ?? ''), enabled: Boolean(prefill.projectId) });
  const finding = one.data;
  if (id && one.error) return <FailedState error={one.error} onRetry={() => void one.refetch()} />;
  if ((id && !finding) || (prefill.systemId && system.isPending) || (prefill.projectId && project.isPending))
    return <SkeletonPage />;
  const open = (to: string) => void navigate({ to: '/findings/$id', params: { id: to } });
  const given: Draft = { source: 'ict_audit', kind: 'finding' };
  for (const key of ['title', 'condition', 'theme', 'source'] as const) if (prefill[key]) given[key] = prefill[key];
  if (project.data) {
    Object.assign(given, {
      projectIds: [project.data.id],
      projects: [project.data],
      sectionId: project.data.applicantId,
      sectionName: project.data.applicantName,
      sectionNameEn: project.data.applicantNameEn,
    });
  }
  if (system.data) {
    Object.assign(given, {
      systemIds: [system.data.id],
      systems: [system.data],
      sectionId: system.data.ownerId,
      sectionName: system.data.ownerName,
      sectionNameEn: system.data.ownerNameEn,
    });
  }

  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={finding ? t('findings:editTitle', { name: f.name(finding) }) : t('findings:new')}
        code={finding?.code}
        answer={t(finding ? 'findings:editAnswer' : 'findings:newAnswer')}
      />
      <RecordForm<Finding>
        noun="findings"
        fields={finding ? findingEdit : findingFields}
        record={finding && editable(finding)}
        defaults={given}
        verb={t(finding ? 'findings:save' : 'findings:register')}
        can={finding?.can.update}
        check={check}
        save={(body, { version, intent }) => {
          const draft = body as unknown as FindingEdit;
          return id && version !== undefined ? updateFinding(id, draft, version) : createFinding(draft, intent);
        }}
        onSaved={(saved) => {
          cache.setQueryData(keyOf.one('findings', saved.id), saved);
          void cache.invalidateQueries({ queryKey: keyOf.all('findings') });
          toast(t(id ? 'findings:saved' : 'findings:registered', { name: f.name(saved) }));
          open(saved.id);
        }}
        onCancel={() => (id ? open(id) : void navigate({ to: '/findings' }))}
      />
    </div>
  );
}
