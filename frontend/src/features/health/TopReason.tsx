import { useTranslation } from 'react-i18next';
import type { Result } from '@/api/health';
import { useSay } from './Chips';
import { fired } from './model';

/** The gravest rule that fired, and how many there are besides. */
export function TopReason({ results }: { results: readonly Result[] }) {
  const { t } = useTranslation();
  const say = useSay();
  const [first, ...rest] = fired(results);
  if (!first) return <span className="text-ink-soft">{t('health:nothing')}</span>;
  return (
    <span>
      {say(first)}
      {rest.length > 0 && <span className="text-ink-soft"> {t('health:more', { count: rest.length })}</span>}
    </span>
  );
}
