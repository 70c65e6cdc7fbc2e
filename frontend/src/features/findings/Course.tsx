import { useTranslation } from 'react-i18next';
import type { Finding, FindingStep } from '@/api/findings';
import { useFormat } from '@/i18n/format';
import { PersonPost, Timeline } from '@/ui/facts';
import { Section } from '@/ui/Page';
import type { Tone } from '@/ui/StatusChip';
import { EmptyState } from '@/ui/states';

const tones: Record<string, Tone> = { send_back: 'bad', expire: 'bad', close: 'good', return_plan: 'warn' };

/** Every step since the notice, newest first, with who took it in which post; then what was asked for and what became of it. */
export function Course({ finding }: { finding: Finding }) {
  const { t } = useTranslation();
  const f = useFormat();
  if (finding.steps.length === 0) return <EmptyState title={t('findings:noSteps')} hint={t('findings:noStepsHint')} />;
  return (
    <div className="flex flex-col gap-8">
      <Timeline
        label={t('findings:tabs.course')}
        entries={finding.steps.toReversed().map((s) => ({
          key: s.id,
          at: f.instant(s.at),
          tone: tones[s.action],
          head: (
            <span className="font-bold">
              {t(`findings:did.${s.action}`)}
              {s.fromState !== s.toState && (
                <span className="ml-2 font-normal text-ink-soft">
                  {t('findings:fromTo', {
                    from: t(`findings:state.${s.fromState}`),
                    to: t(`findings:state.${s.toState}`),
                  })}
                </span>
              )}
            </span>
          ),
          body: <StepBody step={s} />,
        }))}
      />
      <Requests finding={finding} />
    </div>
  );
}

function StepBody({ step: s }: { step: FindingStep }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <div className="flex flex-col gap-1">
      {s.reason && <p className="measure whitespace-pre-line">{s.reason}</p>}
      <PersonPost
        name={f.pick(s.personName, s.personNameEn)}
        post={f.pick(s.postTitle, s.postTitleEn)}
        organisation={f.pick(s.organisationName, s.organisationNameEn)}
      />
      {s.dueOn && <span className="text-note text-ink-soft">{t('findings:due', { on: f.dayShort(s.dueOn) })}</span>}
    </div>
  );
}

function Requests({ finding: x }: { finding: Finding }) {
  const { t } = useTranslation();
  const f = useFormat();
  const name = (id?: string) => (id && x.people[id] ? f.name(x.people[id]) : '—');
  if (x.extensions.length + x.acceptances.length === 0) return null;
  const rows = [
    ...x.extensions.map((e, i) => ({
      key: `e${i}`,
      what: t('findings:field.extensions'),
      asked: t('findings:fromTo', { from: f.dayShort(e.from), to: f.dayShort(e.to) }),
      why: e.reason,
      ...e,
    })),
    ...x.acceptances.map((a, i) => ({
      key: `a${i}`,
      what: t('findings:field.acceptances'),
      asked: t('findings:untilDay', { on: f.dayShort(a.until) }),
      why: a.rationale,
      ...a,
    })),
  ];
  const heads = ['what', 'asked', 'why', 'requestedBy', 'decision', 'decidedBy'];
  return (
    <Section title={t('findings:requests')}>
      <section
        className="overflow-x-auto"
        aria-label={t('findings:requests')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <table className="w-full">
          <thead>
            <tr className="border-line-strong border-b text-left text-note text-ink-soft">
              {heads.map((h) => (
                <th key={h} scope="col" className="py-1 pr-4 font-normal">
                  {t(`findings:requestHead.${h}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((r) => (
              <tr key={r.key} className="border-line border-b align-top">
                <td className="whitespace-nowrap py-2 pr-4">{r.what}</td>
                <td className="whitespace-nowrap py-2 pr-4">{r.asked}</td>
                <td className="min-w-48 py-2 pr-4">{r.why}</td>
                <td className="py-2 pr-4">{name(r.requestedBy)}</td>
                <td className="whitespace-nowrap py-2 pr-4">{t(`findings:request.${r.state}`)}</td>
                <td className="py-2 pr-4">
                  {name(r.decidedBy)}
                  {r.comment && <span className="block text-note text-ink-soft">{r.comment}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Section>
  );
}
