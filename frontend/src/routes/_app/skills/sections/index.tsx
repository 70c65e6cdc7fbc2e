import { createFileRoute } from '@tanstack/react-router';
import { sectionFilters } from '@/features/skills/fields';
import { type SectionSearch, SectionTable } from '@/features/skills/SectionTable';

export const Route = createFileRoute('/_app/skills/sections/')({
  validateSearch: (raw: Record<string, unknown>): SectionSearch =>
    Object.fromEntries(sectionFilters.flatMap((k) => (typeof raw[k] === 'string' ? [[k, raw[k]]] : []))),
  component: () => {
    const navigate = Route.useNavigate();
    return (
      <SectionTable
        search={Route.useSearch()}
        onSearch={(search) => void navigate({ search, replace: true, resetScroll: false })}
      />
    );
  },
});
