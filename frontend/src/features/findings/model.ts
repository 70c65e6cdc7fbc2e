import type { Band, Finding, FindingItem, FindingState, StepName } from '@/api/findings';
import type { Draft } from '@/lib/fields';
import type { Step } from '@/ui/facts';
import type { Tone } from '@/ui/StatusChip';

export const bandTone: Record<Band, Tone> = { critical: 'bad', high: 'bad', medium: 'warn', low: 'good' };

type Stand = Pick<FindingItem, 'state' | 'overdue' | 'acceptanceExpired' | 'escalation'>;

/** How urgent a finding looks: late is bad; soon due, or waiting for somebody's word, is a warning. */
export function stateTone({ state, overdue, acceptanceExpired, escalation }: Stand): Tone {
  if (overdue || (acceptanceExpired && state === 'in_action')) return 'bad';
  if (state === 'draft' || state === 'withdrawn') return 'unknown';
  if (state === 'closed') return 'good';
  if (escalation === 'owner' || state === 'reported' || state === 'verifying' || state === 'accepted') return 'warn';
  return 'good';
}

/** The way of a finding; what lies beside it is told in words. */
export const course = [
  'notified',
  'awaiting_reply',
  'plan_review',
  'in_action',
  'reported',
  'verifying',
  'closed',
] as const;

/** The day on which each part of the way was reached. */
const reachedOn: Record<(typeof course)[number], (f: Finding) => string | undefined> = {
  notified: (f) => f.noticeOn,
  awaiting_reply: (f) => f.receivedOn,
  plan_review: (f) => f.answeredOn,
  in_action: (f) => f.planApprovedOn,
  reported: (f) => f.reportedOn,
  verifying: () => undefined,
  closed: (f) => f.closedOn,
};

/** Done, current and next on the way; an accepted or withdrawn finding stands where it left it. */
export function courseOf(finding: Finding): { key: (typeof course)[number]; state: Step['state']; on?: string }[] {
  const at = course.indexOf(finding.effectiveState as (typeof course)[number]);
  const ended = finding.effectiveState === 'closed';
  return course.map((key, i) => {
    const on = at >= 0 && i > at ? undefined : reachedOn[key](finding);
    const done = at >= 0 ? i < at || ended : Boolean(on);
    return { key, on, state: done ? 'done' : i === at ? 'current' : 'next' };
  });
}

/** Who holds which key; the steps that a state offers to each. */
export const keys = ['auditee', 'auditor', 'decider'] as const;
export type Key = (typeof keys)[number];

const offers: Partial<Record<FindingState, Partial<Record<Key, StepName[]>>>> = {
  draft: { auditor: ['notify'] },
  notified: { auditee: ['answer', 'receive', 'requestAcceptance'], auditor: ['withdraw'] },
  awaiting_reply: { auditee: ['answer', 'requestAcceptance'], auditor: ['withdraw'] },
  plan_review: { auditee: ['requestAcceptance'], auditor: ['approvePlan', 'returnPlan', 'withdraw'] },
  in_action: { auditee: ['report', 'requestExtension', 'requestAcceptance'], auditor: ['close', 'withdraw'] },
  reported: { auditor: ['startVerification', 'close', 'withdraw'] },
  verifying: { auditor: ['close', 'sendBack', 'withdraw'] },
  accepted: { auditee: ['report'], auditor: ['withdraw'] },
};

/** The steps to show for a key, the one that moves the finding on first. A request that waits adds its decision. */
export function stepsFor(finding: Finding, key: Key): StepName[] {
  const offered = offers[finding.effectiveState]?.[key] ?? [];
  if (key === 'auditor' && finding.extensionPending) return ['decideExtension', ...offered];
  if (key === 'decider') return finding.acceptancePending ? ['decideAcceptance'] : [];
  if (finding.acceptancePending) return offered.filter((s) => s !== 'requestAcceptance');
  return offered;
}

/** The values that a dialogue begins with. */
export function startOf(step: StepName, f: Finding, me: { id: string; name: string; nameEn?: string }): Draft {
  switch (step) {
    case 'answer':
      return {
        answer: f.answer ?? '',
        action: f.action ?? '',
        ownerId: f.actionOwnerId ?? me.id,
        ownerName: f.actionOwnerId ? f.people[f.actionOwnerId]?.name : me.name,
        ownerNameEn: f.actionOwnerId ? f.people[f.actionOwnerId]?.nameEn : me.nameEn,
        dueOn: f.planDueOn ?? f.originalDueOn,
        reason: f.planReason ?? '',
      };
    case 'report':
      return { report: f.report ?? '', evidence: [{ title: '', reference: '', place: '', date: '' }] };
    case 'decideAcceptance':
      return { until: f.acceptances.at(-1)?.until };
    default:
      return {};
  }
}

/** A record as the form edits it: with the name of the finding that it repeats. */
export const editable = (f: Finding): Finding & Draft => ({
  ...f,
  recursOfName: f.repeats?.title,
  recursOfNameEn: f.repeats?.titleEn,
});
