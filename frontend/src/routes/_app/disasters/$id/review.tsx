import { createFileRoute } from '@tanstack/react-router';
import { ReviewPage } from '@/features/disasters/ReviewPage';

export const Route = createFileRoute('/_app/disasters/$id/review')({
  staticData: { crumb: 'disasters:review.title' },
  component: () => <ReviewPage id={Route.useParams().id} />,
});
