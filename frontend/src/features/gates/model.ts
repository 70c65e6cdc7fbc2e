import type {
  Answer,
  Application,
  ApplicationDraft,
  ApplicationState,
  Condition,
  ConditionDraft,
  Criticality,
  Dca,
  Evidence,
  GateDocument,
  Judged,
  Mend,
  Outcome,
  Readiness,
  RoundRef,
  RuleResult,
  Status,
} from '@/api/gates';
import { type FieldFault, Problem } from '@/api/problem';
import type { Draft } from '@/lib/fields';
import { answerKey, documentKey } from './fields';

/** States in which somebody still works on a round. */
export const isOpen = (state: ApplicationState | '') =>
  state === 'draft' || state === 'submitted' || state === 'coordination' || state === 'review';

/** The round a page shows: the one asked for, else the latest that counts. */
export function chosenRound(rounds: readonly RoundRef[], asked: number | undefined): RoundRef | undefined {
  const counting = rounds.filter((r) => r.state !== 'withdrawn');
  return rounds.find((r) => r.round === asked) ?? counting.at(-1);
}

/** Whether a round is the one that still counts, so that live readiness speaks of it. */
export const isLatest = (rounds: readonly RoundRef[], round: number) => chosenRound(rounds, undefined)?.round === round;

/** Criteria that hold the action up, apart from rules: "2件不足". */
export function lacking(readiness: Pick<Readiness, 'unmet' | 'criteria'>): string[] {
  const lines = new Set(readiness.criteria.map((c) => c.id));
  return readiness.unmet.filter((id) => lines.has(id));
}

/** What the page says anyway: where the round stands, and which lines are open; and what speaks of the reader, not of the project. */
const said = new Set([
  'no_application',
  'not_a_draft',
  'not_in_review',
  'required_lines_open',
  'not_the_decider',
  'decider_is_applicant',
  'decider_prepared',
  'decider_is_sole_reviewer',
  'substitute_without_authority',
]);

/** Rules that do not hold, without those that only repeat what stands beside them or belong to the reader's buttons. */
export const brokenRules = (judged: Pick<Judged, 'rules'>): RuleResult[] =>
  judged.rules.filter((r) => !passes(r.status) && !said.has(r.why.code));

export const passes = (status: Status) => status === 'met' || status === 'waived';

/** Met or waived of all: the card's "5/7". */
export const passed = (judged: Pick<Judged, 'counts'>) => judged.counts.met + judged.counts.waived;

const endings: Record<string, string> = { 'projects:update': '/edit', 'systems:update': '/edit' };

/** Where a gap is mended: a record's page leads on to its form; any other address is precise already. */
export function mendHref({ permission, href }: Mend): string {
  return /^\/(projects|systems)\/[^/]+$/.test(href) ? href + (endings[permission] ?? '') : href;
}

/** The rules that stand against an outcome. The server judges a plain approval; a conditional one may leave lines open (R2) and may
 *  follow a red confidence, given a critical condition; the others only need the round under review and an independent decider. */
export function against(outcome: Outcome, rules: readonly RuleResult[]): RuleResult[] {
  const broken = rules.filter((r) => !passes(r.status));
  if (outcome === 'approved') return broken;
  if (outcome === 'conditional') return broken.filter((r) => r.rule !== 'R2' && r.why.code !== 'confidence_red');
  return broken.filter((r) => r.rule === 'R7' || (r.rule === 'R6' && r.why.code !== 'headquarters_pending'));
}

/** A deputy decides for the post that would: that it is not one's own stands against nothing then. */
export const heeded = (rules: readonly RuleResult[], substitute: boolean) =>
  substitute ? rules.filter((r) => r.why.code !== 'not_the_decider') : rules;

export const needsReason = (outcome: Outcome | '') => outcome !== '' && outcome !== 'approved';

/** What a condition as written still lacks, by the keys of the form. */
export function missingParts(c: ConditionDraft): ('text' | 'criticality' | 'ownerId' | 'due')[] {
  const missing: ('text' | 'criticality' | 'ownerId' | 'due')[] = [];
  if (!c.text.trim()) missing.push('text');
  if (!c.criticality) missing.push('criticality');
  if (!c.ownerId) missing.push('ownerId');
  if (!c.dueOn && !c.dueGate) missing.push('due');
  return missing;
}

export interface Proposal {
  outcome: Outcome | '';
  reason: string;
  conditions: ConditionDraft[];
  substituteFor: string;
}

/** Why a decision cannot be sent yet: an i18n key under gates:waits, or nothing. */
export function waitsFor(p: Proposal, dca: Dca | undefined, substitute: boolean): string | undefined {
  if (!p.outcome) return 'outcome';
  if (substitute && !p.substituteFor) return 'substitute';
  if (needsReason(p.outcome) && !p.reason.trim()) return 'reason';
  if (p.outcome !== 'conditional') return undefined;
  if (p.conditions.length === 0) return 'condition';
  if (p.conditions.some((c) => missingParts(c).length > 0)) return 'conditionParts';
  if (dca === 'red' && !p.conditions.some((c) => c.criticality === 'critical')) return 'critical';
  return undefined;
}

const weight: Record<Criticality, number> = { critical: 0, essential: 1, recommended: 2 };
const settled = (c: Condition) => c.state === 'verified' || c.state === 'waived';

/** Open before settled, overdue first, the critical before the rest. */
export const byUrgency = (conditions: readonly Condition[]): Condition[] =>
  [...conditions].sort(
    (a, b) =>
      Number(settled(a)) - Number(settled(b)) ||
      Number(b.overdue) - Number(a.overdue) ||
      weight[a.criticality || 'critical'] - weight[b.criticality || 'critical'] ||
      a.no - b.no,
  );

const whole = (e: Partial<Evidence>): Evidence => ({
  kind: e.kind ?? '',
  title: e.title ?? '',
  reference: e.reference ?? '',
  ...(e.date ? { date: e.date } : {}),
});

/** An application as its form holds it: a property for each field of each line. */
export function flatten(app: Application): Draft & { id: string; version: number } {
  const flat: Draft & { id: string; version: number } = { id: app.id, version: app.version, can: app.can };
  for (const a of app.answers) {
    flat[answerKey(a.criterionId, 'answer')] = a.answer;
    flat[answerKey(a.criterionId, 'evidence')] = a.evidence ?? [];
    flat[answerKey(a.criterionId, 'comment')] = a.comment;
    flat[answerKey(a.criterionId, 'reason')] = a.reason;
  }
  for (const d of app.documents)
    flat[documentKey(d.kind)] = [...((flat[documentKey(d.kind)] as GateDocument[]) ?? []), d];
  return flat;
}

/** Back from the form to what is sent. Lines nobody touched are sent, too: an answer is replaced as a whole. */
export function unflatten(
  draft: Draft,
  lines: readonly string[],
  kinds: readonly string[],
  preparedBy: string[],
): ApplicationDraft {
  const text = (v: unknown) => (typeof v === 'string' ? v : '');
  return {
    answers: lines.map((id) => ({
      criterionId: id,
      answer: text(draft[answerKey(id, 'answer')]) as Answer['answer'],
      evidence: ((draft[answerKey(id, 'evidence')] as Partial<Evidence>[]) ?? []).map(whole),
      comment: text(draft[answerKey(id, 'comment')]),
      reason: text(draft[answerKey(id, 'reason')]),
    })),
    documents: kinds.flatMap((kind) =>
      ((draft[documentKey(kind)] as Partial<GateDocument>[]) ?? []).map((d) => ({
        kind,
        title: d.title ?? '',
        version: d.version ?? '',
        reference: d.reference ?? '',
        ...(d.date ? { date: d.date } : {}),
      })),
    ),
    preparedBy,
  };
}

/** "answers[2].evidence[0].title" is the field "G2-3_evidence[0].title" of the form. */
export function formFault(fault: FieldFault, sent: ApplicationDraft): FieldFault {
  const answer = /^answers\[(\d+)\]\.(\w+)(.*)$/.exec(fault.field);
  const line = answer && sent.answers[Number(answer[1])];
  if (answer && line) return { ...fault, field: answerKey(line.criterionId, answer[2] ?? '') + (answer[3] ?? '') };
  const paper = /^documents\[(\d+)\](.*)$/.exec(fault.field);
  const doc = paper && sent.documents[Number(paper[1])];
  if (!paper || !doc) return fault;
  const nth = sent.documents.slice(0, Number(paper[1])).filter((d) => d.kind === doc.kind).length;
  return { ...fault, field: `${documentKey(doc.kind)}[${nth}]${paper[2] ?? ''}` };
}

/** The server's refusal in the terms of the form. */
export function inForm(error: unknown, sent: ApplicationDraft): unknown {
  if (!(error instanceof Problem) || error.errors.length === 0) return error;
  const { code, status, params, current, traceId } = error;
  return new Problem({ code, status, params, current, traceId, errors: error.errors.map((f) => formFault(f, sent)) });
}
