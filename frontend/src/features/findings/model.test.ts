import { describe, expect, it } from 'vitest';
import type { Finding, FindingState } from '@/api/findings';
import { courseOf, stateTone, stepsFor } from './model';

const finding = (effectiveState: FindingState, patch: Partial<Finding> = {}) =>
  ({ effectiveState, extensionPending: false, acceptancePending: false, ...patch }) as Finding;

describe('how urgent a finding looks', () => {
  const at = (state: FindingState, patch = {}) =>
    stateTone({ state, overdue: false, acceptanceExpired: false, escalation: '', ...patch });
  it('shows what is late before anything else', () => {
    expect(at('in_action', { overdue: true })).toBe('bad');
    expect(at('in_action', { acceptanceExpired: true })).toBe('bad');
    expect(at('in_action', { escalation: 'owner' })).toBe('warn');
    expect(at('in_action')).toBe('good');
  });
  it('never takes a claim for done', () => {
    expect(at('reported')).toBe('warn');
    expect(at('closed')).toBe('good');
    expect(at('withdrawn')).toBe('unknown');
  });
});

describe('the steps offered to each key', () => {
  it('never offers the auditor’s key to the section', () => {
    for (const state of ['in_action', 'reported', 'verifying'] as const) {
      expect(stepsFor(finding(state), 'auditee')).not.toContain('close');
      expect(stepsFor(finding(state), 'auditor')).toContain('close');
    }
  });
  it('adds the decision of what was asked for, and does not ask twice', () => {
    expect(stepsFor(finding('in_action', { extensionPending: true }), 'auditor')[0]).toBe('decideExtension');
    expect(stepsFor(finding('in_action', { acceptancePending: true }), 'auditee')).not.toContain('requestAcceptance');
    expect(stepsFor(finding('in_action', { acceptancePending: true }), 'decider')).toEqual(['decideAcceptance']);
    expect(stepsFor(finding('closed'), 'auditee')).toEqual([]);
  });
});

describe('the way of a finding', () => {
  it('is done up to where it stands', () => {
    const way = courseOf(finding('in_action', { noticeOn: '2026-06-04', reportedOn: '2026-07-01' }));
    expect(way.map((s) => s.state)).toEqual(['done', 'done', 'done', 'current', 'next', 'next', 'next']);
    expect(way[0]?.on).toBe('2026-06-04');
    // Reported once and sent back: not reported any more.
    expect(way[4]?.on).toBeUndefined();
    expect(courseOf(finding('closed')).every((s) => s.state === 'done')).toBe(true);
  });
});
