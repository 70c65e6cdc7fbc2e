import { createFileRoute, redirect } from '@tanstack/react-router';

/** The portfolio is the first of the screens of health. */
export const Route = createFileRoute('/_app/health/')({
  beforeLoad: () => {
    throw redirect({ to: '/health/projects', replace: true });
  },
});
