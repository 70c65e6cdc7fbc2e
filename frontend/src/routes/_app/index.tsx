import { createFileRoute, redirect } from '@tanstack/react-router';
import { startOf } from '@/shell/start';

/** The first screen is the one that answers what a reader must see first. */
export const Route = createFileRoute('/_app/')({
  beforeLoad: ({ context }) => {
    throw redirect({ to: startOf(context.me), replace: true });
  },
});
