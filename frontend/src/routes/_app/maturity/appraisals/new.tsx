import { createFileRoute } from '@tanstack/react-router';
import { AppraisalForm } from '@/features/maturity/AppraisalForm';

const keys = ['model', 'sectionId', 'projectId'] as const;

/** Other pages lead here with what they know: ?projectId=… */
export const Route = createFileRoute('/_app/maturity/appraisals/new')({
  staticData: { crumb: 'maturity:new' },
  validateSearch: (raw: Record<string, unknown>): Partial<Record<(typeof keys)[number], string>> =>
    Object.fromEntries(keys.flatMap((k) => (raw[k] ? [[k, String(raw[k])]] : []))),
  component: () => <AppraisalForm given={Route.useSearch()} />,
});
