import { useTranslation } from 'react-i18next';
import type { HealthDetail, Subject } from '@/api/health';
import { useFormat } from '@/i18n/format';
import { DescriptionList } from '@/ui/facts';
import { Section } from '@/ui/Page';

/** Cost against use and effect, each with its formula; unknown where an input is missing. */
export function WorthFacts({ worth: w, subject }: { worth: HealthDetail['worth']; subject: Subject }) {
  const { t } = useTranslation();
  const f = useFormat();
  const yen = (n: number | null) => (n === null ? t('health:unknown') : t('health:yen', { yen: f.yen(n, 'yen') }));
  const count = (n: number | null) => (n === null ? t('health:unknown') : f.number(n));
  const facts = [
    { key: 'yearCost', label: t('health:value.yearCost'), value: yen(w.yearCost) },
    { key: 'users', label: t('health:value.users'), value: count(w.users) },
    {
      key: 'userCost',
      label: t('health:value.userCost'),
      value: <Quotient value={yen(w.userCost)} formula={t('health:formula.userCost')} />,
    },
    ...(subject === 'projects'
      ? [
          {
            key: 'kpi',
            label: t('health:value.kpi'),
            value: w.kpiPermille === null ? t('health:unknown') : f.percent(w.kpiPermille / 10, 1),
          },
          {
            key: 'kpiCost',
            label: t('health:value.kpiCost'),
            value: <Quotient value={yen(w.kpiCost)} formula={t('health:formula.kpiCost')} />,
          },
        ]
      : []),
  ];
  return (
    <Section title={t('health:screen.value')} note={t(`health:formula.${subject}`)}>
      <DescriptionList facts={facts} />
    </Section>
  );
}

function Quotient({ value, formula }: { value: string; formula: string }) {
  return (
    <>
      {value}
      <span className="block text-note text-ink-soft">{formula}</span>
    </>
  );
}
