import { createFileRoute, redirect } from '@tanstack/react-router';
import { Problem } from '@/api/problem';
import { meOptions } from '@/api/session';
import { Shell } from '@/shell/Shell';

/** Everything behind the sign-in. A temporary password lets nobody past the account page. */
export const Route = createFileRoute('/_app')({
  beforeLoad: async ({ context, location }) => {
    const me = await context.queryClient.ensureQueryData(meOptions()).catch((error) => {
      if (error instanceof Problem && error.code === 'unauthenticated') {
        throw redirect({ to: '/sign-in', search: { next: location.href === '/' ? undefined : location.href } });
      }
      throw error;
    });
    if (me.mustChangePassword && location.pathname !== '/account') throw redirect({ to: '/account' });
    return { me };
  },
  component: Shell,
});
