import { describe, expect, it } from 'vitest';
import type { Application, Condition, GateSet, Readiness, RoundRef, RuleResult } from '@/api/gates';
import { Problem } from '@/api/problem';
import { draftFields, linesOf, papersOf } from './fields';
import {
  against,
  brokenRules,
  byUrgency,
  chosenRound,
  flatten,
  formFault,
  inForm,
  isLatest,
  lacking,
  mendHref,
  missingParts,
  passed,
  unflatten,
  waitsFor,
} from './model';

const rule = (name: string, status: RuleResult['status'], code: string): RuleResult => ({
  rule: name,
  status,
  why: { code },
});
const round = (n: number, state: RoundRef['state']): RoundRef => ({ id: `a${n}`, round: n, state, outcome: '' });

describe('rounds', () => {
  const rounds = [round(1, 'decided'), round(2, 'review'), round(3, 'withdrawn')];
  it('shows the one asked for, else the latest that counts', () => {
    expect(chosenRound(rounds, 1)?.id).toBe('a1');
    expect(chosenRound(rounds, undefined)?.id).toBe('a2');
    expect(chosenRound([], undefined)).toBeUndefined();
  });
  it('knows whether live readiness speaks of it', () => {
    expect(isLatest(rounds, 2)).toBe(true);
    expect(isLatest(rounds, 3)).toBe(false);
  });
});

describe('readiness', () => {
  const readiness = {
    unmet: ['G2-5', 'R1'],
    criteria: [{ id: 'G2-4' }, { id: 'G2-5' }],
    counts: { met: 4, waived: 1, unmet: 1, stale: 1, total: 7 },
  } as Readiness;
  it('counts what passes and names the lines that hold it up', () => {
    expect(passed(readiness)).toBe(5);
    expect(lacking(readiness)).toEqual(['G2-5']);
  });
  it('leaves out rules that only repeat the page', () => {
    const rules = [
      rule('R7', 'unmet', 'no_application'),
      rule('R2', 'unmet', 'required_lines_open'),
      rule('R6', 'unmet', 'not_the_decider'),
      rule('R4', 'unmet', 'critical_conditions_open'),
      rule('R9', 'waived', 'confidence_not_required'),
    ];
    expect(brokenRules({ rules }).map((r) => r.rule)).toEqual(['R4']);
  });
  it.each([
    ['projects:update', '/projects/p1', '/projects/p1/edit'],
    ['projects:update', '/projects/p1/milestones', '/projects/p1/milestones'],
    ['systems:update', '/systems/s1', '/systems/s1/edit'],
    ['gates:apply', '/projects/p1/gates/G2', '/projects/p1/gates/G2'],
  ])('%s at %s is mended at %s', (permission, href, to) => {
    expect(mendHref({ permission, href, roles: [], personIds: [] })).toBe(to);
  });
});

describe('what the rules say against an outcome', () => {
  const rules = [
    rule('R7', 'met', 'in_review'),
    rule('R2', 'unmet', 'required_lines_open'),
    rule('R6', 'unmet', 'headquarters_pending'),
    rule('R9', 'unmet', 'confidence_red'),
  ];
  const codes = (o: Parameters<typeof against>[0]) => against(o, rules).map((r) => r.why.code);
  it('an approval heeds all of them', () =>
    expect(codes('approved')).toEqual(['required_lines_open', 'headquarters_pending', 'confidence_red']));
  it('a conditional one may leave lines open and follow a red confidence', () =>
    expect(codes('conditional')).toEqual(['headquarters_pending']));
  it('the others need neither lines nor headquarters', () => {
    expect(codes('returned')).toEqual([]);
    expect(against('deferred', [rule('R6', 'unmet', 'decider_prepared')])).toHaveLength(1);
  });
});

describe('a decision', () => {
  const whole = { text: '是正する', criticality: 'critical' as const, ownerId: 'p1', dueOn: '2026-12-01' };
  const proposal = { outcome: 'conditional' as const, reason: '理由', conditions: [whole], substituteFor: '' };
  it('says what a condition lacks', () => {
    expect(missingParts({ text: ' ', criticality: '', ownerId: '' })).toEqual([
      'text',
      'criticality',
      'ownerId',
      'due',
    ]);
    expect(missingParts({ ...whole, dueOn: undefined, dueGate: 'G3' })).toEqual([]);
  });
  it.each([
    [{ outcome: '' as const }, undefined, false, 'outcome'],
    [{ outcome: 'returned' as const, reason: ' ' }, undefined, false, 'reason'],
    [{ outcome: 'approved' as const, reason: '' }, undefined, false, undefined],
    [{ conditions: [] }, undefined, false, 'condition'],
    [{ conditions: [{ ...whole, ownerId: '' }] }, undefined, false, 'conditionParts'],
    [{ conditions: [{ ...whole, criticality: 'essential' as const }] }, 'red' as const, false, 'critical'],
    [{}, 'red' as const, false, undefined],
    [{}, undefined, true, 'substitute'],
  ])('%o waits for %s', (patch, dca, substitute, waits) => {
    expect(waitsFor({ ...proposal, ...patch }, dca, substitute)).toBe(waits);
  });
});

it('conditions come by urgency', () => {
  const c = (id: string, patch: Partial<Condition>) =>
    ({ id, no: 1, state: 'open', overdue: false, criticality: 'essential', ...patch }) as Condition;
  const sorted = byUrgency([
    c('done', { state: 'verified', criticality: 'critical' }),
    c('essential', {}),
    c('critical', { criticality: 'critical' }),
    c('late', { overdue: true, criticality: 'recommended' }),
  ]);
  expect(sorted.map((x) => x.id)).toEqual(['late', 'critical', 'essential', 'done']);
});

describe('the form of an application', () => {
  const application = {
    id: 'a1',
    version: 3,
    preparedBy: ['p1'],
    answers: [
      {
        criterionId: 'G2-1',
        answer: 'conform',
        evidence: [{ kind: '', title: '要件定義書', reference: '', date: '2026-05-01' }],
        comment: '',
        reason: '',
      },
    ],
    documents: [
      { kind: 'proposal', title: '企画書', version: '1', reference: '', date: '2026-04-01' },
      { kind: 'proposal', title: '別冊', version: '1', reference: '' },
    ],
  } as unknown as Application;
  const lines = ['G2-1', 'G2-2'];
  const sent = unflatten(flatten(application), lines, ['requirements', 'proposal'], ['p1']);

  it('holds each line apart, so that two people can merge, and comes back whole', () => {
    const flat = flatten(application);
    expect(flat['G2-1_answer']).toBe('conform');
    expect(flat.document_proposal).toHaveLength(2);
    expect(sent.answers.map((a) => [a.criterionId, a.answer])).toEqual([
      ['G2-1', 'conform'],
      ['G2-2', ''],
    ]);
    expect(sent.answers[0]?.evidence).toEqual(application.answers[0]?.evidence);
    expect(sent.documents).toEqual(application.documents);
  });
  it('puts the faults of what was sent back to their fields', () => {
    expect(formFault({ field: 'answers[1].reason', rule: 'required' }, sent).field).toBe('G2-2_reason');
    expect(formFault({ field: 'answers[0].evidence[0].date', rule: 'type' }, sent).field).toBe('G2-1_evidence[0].date');
    expect(formFault({ field: 'documents[1].title', rule: 'max' }, sent).field).toBe('document_proposal[1].title');
    expect(formFault({ field: 'preparedBy', rule: 'max' }, sent).field).toBe('preparedBy');
  });
  it('keeps other refusals as they are', () => {
    const stale = new Problem({ code: 'stale', status: 412, current: {} });
    expect(inForm(stale, sent)).toBe(stale);
    const invalid = new Problem({
      code: 'invalid',
      status: 422,
      errors: [{ field: 'answers[0].comment', rule: 'max' }],
    });
    expect((inForm(invalid, sent) as Problem).errors[0]?.field).toBe('G2-1_comment');
  });
});

describe('the gate set', () => {
  const line = (no: number, patch: object) => ({
    id: `G1-${no}`,
    no,
    text: 'long',
    textEn: 'long',
    tiers: ['A', 'B', 'C'],
    answer: true,
    ...patch,
  });
  const gate = {
    documents: ['proposal', 'approval'],
    criteria: [
      line(1, { short: 'short', shortEn: 'short' }),
      line(2, { tiers: ['A'] }),
      line(3, { answer: false, live: 'x' }),
    ],
  };
  const set = {
    tiers: { A: { short: false }, C: { short: true } },
    documents: [
      { kind: 'proposal', name: '企画書', nameEn: 'Proposal', issued: false },
      { kind: 'approval', name: '承認書', nameEn: 'Approval', issued: true },
      { kind: 'gap_list', name: '要件適合一覧', nameEn: 'Gaps', issued: false },
    ],
  } as unknown as GateSet;
  const of = (tier: 'A' | 'C') => linesOf(set, gate as never, tier);
  it('asks each tier its own lines in its own wording', () => {
    expect(of('A').map((l) => l.text)).toEqual(['long', 'long', 'long']);
    expect(of('C').map((l) => [l.id, l.text])).toEqual([
      ['G1-1', 'short'],
      ['G1-3', 'long'],
    ]);
  });
  it('expects its documents, and keeps others that were handed in', () => {
    expect(papersOf(set, gate as never, ['gap_list']).map((d) => d.kind)).toEqual(['proposal', 'gap_list']);
  });
  it('gives fields only to what a person answers', () => {
    const fields = draftFields(of('C'), papersOf(set, gate as never, []), (r) => r.name);
    expect(fields.map((f) => f.key)).toEqual([
      'G1-1_answer',
      'G1-1_evidence',
      'G1-1_comment',
      'G1-1_reason',
      'document_proposal',
    ]);
    const reason = fields.find((f) => f.key === 'G1-1_reason');
    expect(reason?.when?.({ 'G1-1_answer': 'conform' })).toBe(false);
    expect(reason?.when?.({ 'G1-1_answer': 'not_applicable' })).toBe(true);
  });
});
