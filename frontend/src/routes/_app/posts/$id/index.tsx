import { createFileRoute } from '@tanstack/react-router';
import { PostPage } from '@/features/posts/PostPage';

export const Route = createFileRoute('/_app/posts/$id/')({
  component: () => <PostPage id={Route.useParams().id} />,
});
