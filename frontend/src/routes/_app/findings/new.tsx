import { createFileRoute } from '@tanstack/react-router';
import { FindingForm, type FindingPrefill } from '@/features/findings/FindingForm';

const keys = ['systemId', 'projectId', 'title', 'condition', 'theme', 'source'] as const;

/** Other pages lead here with what they know: ?systemId=…&title=… */
export const Route = createFileRoute('/_app/findings/new')({
  staticData: { crumb: 'findings:new' },
  validateSearch: (raw: Record<string, unknown>): FindingPrefill =>
    Object.fromEntries(keys.flatMap((k) => (raw[k] ? [[k, String(raw[k])]] : []))),
  component: () => <FindingForm prefill={Route.useSearch()} />,
});
