import { createFileRoute } from '@tanstack/react-router';
import { PostForm } from '@/features/posts/PostForm';

export const Route = createFileRoute('/_app/posts/$id/edit')({
  staticData: { crumb: 'common:edit' },
  component: () => <PostForm id={Route.useParams().id} />,
});
