import { createFileRoute } from '@tanstack/react-router';
import { SignIn } from '@/features/session/SignIn';
import { loadWords } from '@/i18n';

interface SignInSearch {
  /** Where to go afterwards: a path of this app. */
  next?: string;
  expired?: string;
}

export const Route = createFileRoute('/sign-in')({
  validateSearch: (raw: Record<string, unknown>): SignInSearch => ({
    // Only a path of our own: "//elsewhere" would lead out of the house.
    next: typeof raw.next === 'string' && /^\/(?![/\\])/.test(raw.next) ? raw.next : undefined,
    expired: raw.expired === 'true' ? 'true' : undefined,
  }),
  loader: () => loadWords('session'),
  component: () => {
    const { next, expired } = Route.useSearch();
    return <SignIn next={next} expired={expired === 'true'} />;
  },
});
