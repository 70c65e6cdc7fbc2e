import { createFileRoute } from '@tanstack/react-router';
import { postsOptions } from '@/api/posts';
import { postFilters, postsQuery } from '@/features/posts/fields';
import { PostList } from '@/features/posts/PostList';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/posts/')({
  validateSearch: tableSearch(postFilters),
  loaderDeps: ({ search }) => postsQuery(search),
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(postsOptions(deps)),
  component: () => <PostList search={Route.useSearch()} />,
});
