import { useTranslation } from 'react-i18next';
import type { Fact } from '@/api/rationalisation';
import { useFormat } from '@/i18n/format';
import { HrefLink } from '@/ui/HrefLink';

/** What the records know, and which answer that suggests. It is said beside the question and never filled in. */
export function FactText({ fact: x }: { fact: Fact }) {
  const { t } = useTranslation();
  const f = useFormat();
  const text =
    x.value === null
      ? t(`rationalisation:fact.unknown.${x.kind}`)
      : t(`rationalisation:fact.${x.kind === 'support_days' && x.value <= 0 ? 'support_over' : x.kind}`, {
          n: f.number(Math.abs(x.value)),
          of: x.of === undefined ? '' : f.number(x.of),
          detail: x.detail ?? '',
        });
  return (
    <span className="block text-note">
      <HrefLink
        href={x.rows}
        className={`inline-block min-h-6 underline underline-offset-3 ${x.value === null ? 'text-unknown' : 'text-accent'}`}
      >
        {text}
      </HrefLink>
      {x.suggestion !== null && (
        <span className="ml-2 whitespace-nowrap text-ink-soft">
          {t('rationalisation:fact.suggests', { n: x.suggestion })}
        </span>
      )}
    </span>
  );
}
