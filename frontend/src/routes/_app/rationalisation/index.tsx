import { createFileRoute, redirect } from '@tanstack/react-router';

export const Route = createFileRoute('/_app/rationalisation/')({
  beforeLoad: () => {
    throw redirect({ to: '/rationalisation/systems', replace: true });
  },
});
