import { createFileRoute } from '@tanstack/react-router';
import type { LedgerQuery } from '@/api/audit';
import { AuditPage } from '@/features/audit/AuditPage';
import { gather, ledgerQuery } from '@/features/audit/model';
import { loadWords } from '@/i18n';

/** Every noun's own description of its fields, so that the ledger calls them as their screens do. */
const descriptions = gather(
  import.meta.glob<Record<string, unknown>>(['../../features/*/fields.ts', '../../features/*/fields.*.ts'], {
    eager: true,
  }),
);

export const Route = createFileRoute('/_app/audit')({
  staticData: { crumb: 'shell:nav.audit' },
  validateSearch: (raw: Record<string, unknown>): LedgerQuery => ledgerQuery(raw),
  loader: () => loadWords('audit', ...Object.keys(descriptions)),
  component: Page,
});

function Page() {
  const navigate = Route.useNavigate();
  return (
    <AuditPage
      query={Route.useSearch()}
      onQuery={(search) => void navigate({ search, replace: true, resetScroll: false })}
      descriptions={descriptions}
    />
  );
}
