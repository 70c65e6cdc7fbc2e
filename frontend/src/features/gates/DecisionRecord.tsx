import { useTranslation } from 'react-i18next';
import type { Decision } from '@/api/gates';
import { useFormat } from '@/i18n/format';
import { DescriptionList } from '@/ui/facts';
import { Link } from '@/ui/Link';
import { Card, Section } from '@/ui/Page';
import { OutcomeChip } from './Chips';

/** A decision as it was made: it never changes; a correction is a new round. */
export function DecisionRecord({ decision: d }: { decision: Decision }) {
  const { t } = useTranslation();
  const f = useFormat();
  const decider = [f.pick(d.deciderTitle, d.deciderTitleEn), f.pick(d.deciderName, d.deciderNameEn)].filter(Boolean);
  return (
    <Card>
      <Section title={t('gates:decision')} note={d.number}>
        <p className="text-section">
          <OutcomeChip outcome={d.outcome} />
        </p>
        <DescriptionList
          facts={[
            ...(d.reason
              ? [{ key: 'reason', label: t('common:reason'), value: <span className="measure block">{d.reason}</span> }]
              : []),
            { key: 'by', label: t('gates:part.decider'), value: [...new Set(decider)].join(' ') },
            ...(d.substituteFor
              ? [
                  {
                    key: 'for',
                    label: t('gates:substitute'),
                    value: t('gates:substituteNote', { authority: t(`gates:authority.${d.authority}`) }),
                  },
                ]
              : []),
            { key: 'at', label: t('gates:decidedAt'), value: f.instant(d.decidedAt) },
            ...(d.meetingId
              ? [
                  {
                    key: 'meeting',
                    label: t('gates:decidedIn'),
                    value: (
                      <Link to="/meetings/$id" params={{ id: d.meetingId }}>
                        {t('gates:authority.headquarters')}
                      </Link>
                    ),
                  },
                ]
              : []),
            ...(d.number ? [{ key: 'number', label: t('gates:number'), value: d.number }] : []),
          ]}
        />
        <p className="text-note text-ink-soft">{t('gates:decisionFixed', { sha: d.policySha.slice(0, 12) })}</p>
      </Section>
    </Card>
  );
}
