import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Link } from '@/ui/Link';
import { FailedState, SkeletonPage } from '@/ui/states';

/** In place of a page that failed; the shell around it stays. */
export function ErrorScreen({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <FailedState
      error={error}
      onRetry={() => {
        reset();
        void router.invalidate();
      }}
    />
  );
}

export function NotFoundScreen() {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-2 p-6">
      <h1 className="text-title">{t('shell:notFound')}</h1>
      <p>{t('shell:notFoundHint')}</p>
      <Link to="/">{t('shell:toStart')}</Link>
    </div>
  );
}

export function PendingScreen() {
  return <SkeletonPage />;
}
