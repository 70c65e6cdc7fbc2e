import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { createLine, type Line, type LineEdit, lineKey, lineOptions, updateLine } from '@/api/budgets';
import type { FieldFault } from '@/api/problem';
import type { Draft } from '@/lib/fields';
import { RecordForm } from '@/ui/form/RecordForm';
import { PageHead } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { toast } from '@/ui/toast';
import { categoryOf, lineEdit, lineFields } from './fields';

/** What the browser can tell before asking the server. */
function check(draft: Draft): FieldFault[] {
  const faults: FieldFault[] = [];
  if (!draft.systemId && !draft.projectId) faults.push({ field: 'systemId', rule: 'system_or_project' });
  if (draft.kind && draft.category && categoryOf(draft.kind) !== draft.category)
    faults.push({ field: 'kind', rule: 'category_kind' });
  return faults;
}

/** Adds a budget line, or edits its description; amounts follow from the ledger. */
export function LineForm({ id }: { id?: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { data: line, error, refetch } = useQuery({ ...lineOptions(id ?? ''), enabled: id !== undefined });
  if (id && error) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (id && !line) return <SkeletonPage />;
  const open = (to: string) => void navigate({ to: '/budgets/lines/$id', params: { id: to } });
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={line ? t('budgets:lines.editTitle', { name: line.name }) : t('budgets:lines.new')}
        code={line?.code}
        answer={t(line ? 'budgets:lines.editAnswer' : 'budgets:lines.newAnswer')}
      />
      <RecordForm<Line>
        noun="budgets"
        fields={line ? lineEdit : lineFields}
        record={line}
        defaults={{ account: 'general', commitment: 'none', category: 'recurring', kind: 'operation' }}
        verb={t(line ? 'budgets:lines.save' : 'budgets:lines.register')}
        can={line?.can?.update}
        check={check}
        save={(body, { version, intent }) => {
          const draft = body as unknown as LineEdit;
          return id && version !== undefined ? updateLine(id, draft, version) : createLine(draft, intent);
        }}
        onSaved={(saved) => {
          cache.setQueryData(lineKey(saved.id), saved);
          void cache.invalidateQueries();
          toast(t(id ? 'budgets:lines.saved' : 'budgets:lines.registered', { name: saved.name }));
          open(saved.id);
        }}
        onCancel={() => (id ? open(id) : void navigate({ to: '/budgets/lines' }))}
      />
    </div>
  );
}
