import { createFileRoute } from '@tanstack/react-router';
import { Account } from '@/features/session/Account';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/account')({
  staticData: { crumb: 'shell:person.account' },
  loader: () => loadWords('session', 'tokens', 'policy'),
  component: Account,
});
