import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { applicationOptions, stepperOptions } from '@/api/gates';
import { projectOptions } from '@/api/projects';
import { useFormat } from '@/i18n/format';
import { DescriptionList, PersonPost } from '@/ui/facts';
import { Card, Section } from '@/ui/Page';
import { SkeletonText } from '@/ui/states';

/** Who applies, who reviews, who decides at a gate: three different people, which the rules see to. */
export function WhoActs({ projectId, gate }: { projectId: string; gate?: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { data: project } = useQuery(projectOptions(projectId));
  const { data: stepper } = useQuery(stepperOptions(projectId));
  const view = stepper?.gates.find((g) => g.gate === (gate ?? stepper.nextGate));
  const { data: application } = useQuery({
    ...applicationOptions(view?.applicationId ?? ''),
    enabled: Boolean(view?.applicationId),
  });
  if (!project || !stepper) return <SkeletonText lines={4} />;
  if (!view) return null;
  const section = f.pick(project.applicantName, project.applicantNameEn);
  const reviewers = (application?.reviewers ?? []).map((id) => {
    const name = application?.people[id];
    return name ? f.name(name) : id;
  });
  return (
    <Card>
      <Section title={t('gates:who', { gate: view.gate })}>
        <DescriptionList
          facts={[
            {
              key: 'applicant',
              label: t('gates:part.applicant'),
              value: project.head ? <PersonPost name={f.name(project.head)} organisation={section} /> : section,
            },
            {
              key: 'reviewers',
              label: t('gates:part.reviewers'),
              value: reviewers.length > 0 ? reviewers.join(t('common:listSeparator')) : t('gates:reviewersUnnamed'),
            },
            {
              key: 'decider',
              label: t('gates:part.decider'),
              value: view.deciders.map((a) => t(`gates:authority.${a}`)).join(t('gates:andThen')),
            },
          ]}
        />
      </Section>
    </Card>
  );
}
