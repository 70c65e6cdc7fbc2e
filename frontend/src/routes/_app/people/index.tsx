import { createFileRoute } from '@tanstack/react-router';
import { peopleOptions } from '@/api/people';
import { peopleQuery, personFilters } from '@/features/people/fields';
import { PersonList } from '@/features/people/PersonList';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/people/')({
  validateSearch: tableSearch(personFilters),
  loaderDeps: ({ search }) => peopleQuery(search),
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(peopleOptions(deps)),
  component: () => <PersonList search={Route.useSearch()} />,
});
