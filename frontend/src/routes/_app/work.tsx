import { createFileRoute } from '@tanstack/react-router';
import { workOptions } from '@/api/work';
import { MyWork } from '@/features/work/MyWork';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/work')({
  staticData: { crumb: 'shell:nav.work' },
  loader: ({ context }) => {
    void context.queryClient.prefetchQuery(workOptions());
    return loadWords('work');
  },
  component: MyWork,
});
