import { createFileRoute } from '@tanstack/react-router';
import { PostForm } from '@/features/posts/PostForm';

export const Route = createFileRoute('/_app/posts/new')({
  staticData: { crumb: 'posts:new' },
  component: () => <PostForm />,
});
