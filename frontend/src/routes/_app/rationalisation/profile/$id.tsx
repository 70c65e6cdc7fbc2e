import { createFileRoute } from '@tanstack/react-router';
import { ProfileForm } from '@/features/rationalisation/ProfileForm';

export const Route = createFileRoute('/_app/rationalisation/profile/$id')({
  staticData: { crumb: 'profiles:title' },
  component: () => <ProfileForm id={Route.useParams().id} />,
});
