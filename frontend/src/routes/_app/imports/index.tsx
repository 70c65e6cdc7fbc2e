import { createFileRoute } from '@tanstack/react-router';
import { ImportList } from '@/features/imports/ImportList';

export const Route = createFileRoute('/_app/imports/')({
  validateSearch: (raw: Record<string, unknown>): { page?: number } => {
    const page = Number(raw.page);
    return { page: Number.isInteger(page) && page > 1 ? page : undefined };
  },
  component: Page,
});

function Page() {
  const navigate = Route.useNavigate();
  return (
    <ImportList
      page={Route.useSearch().page ?? 1}
      onPage={(page) => void navigate({ search: { page: page > 1 ? page : undefined } })}
    />
  );
}
