import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/posts')({
  staticData: { crumb: 'shell:nav.posts' },
  loader: () => loadWords('posts'),
});
