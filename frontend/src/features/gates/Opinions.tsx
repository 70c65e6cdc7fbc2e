import { useTranslation } from 'react-i18next';
import type { Application } from '@/api/gates';
import { useFormat } from '@/i18n/format';
import { Section } from '@/ui/Page';
import { DcaChip } from './Chips';

/** What the reviewers said, and who has not yet: advice, apart from the decision. */
export function OpinionList({ application: a }: { application: Application }) {
  const { t } = useTranslation();
  const f = useFormat();
  if (a.state === 'submitted' || a.state === 'coordination' || (a.reviewers.length === 0 && a.opinions.length === 0))
    return null;
  const silent = a.reviewers.filter((id) => !a.opinions.some((o) => o.reviewerId === id));
  return (
    <Section
      title={t('gates:opinions')}
      note={t('gates:opinionsOf', { given: a.opinions.length, asked: Math.max(a.reviewers.length, a.opinions.length) })}
    >
      {a.dca && (
        <p>
          {t('gates:worstDca')} <DcaChip dca={a.dca} />
        </p>
      )}
      <ul className="border-line border-t">
        {a.opinions.map((o) => (
          <li key={o.id} className="flex flex-col gap-1 border-line border-b py-3">
            <p className="flex flex-wrap items-baseline gap-x-4">
              <span className="font-bold">{f.pick(o.reviewerName, o.reviewerNameEn)}</span>
              {o.dca && <DcaChip dca={o.dca} />}
              {o.dca && o.scale === 3 && <span className="text-note text-ink-soft">{t('gates:scale3')}</span>}
              {o.recommendation && (
                <span>{t('gates:recommends', { outcome: t(`gates:outcome.${o.recommendation}`) })}</span>
              )}
              <span className="text-note text-ink-soft">{f.instant(o.at)}</span>
            </p>
            <p className="measure whitespace-pre-line">{o.comment}</p>
          </li>
        ))}
        {silent.map((id) => (
          <li key={id} className="border-line border-b py-3 text-ink-soft">
            {t('gates:silent', { name: a.people[id] ? f.name(a.people[id]) : id })}
          </li>
        ))}
      </ul>
    </Section>
  );
}
