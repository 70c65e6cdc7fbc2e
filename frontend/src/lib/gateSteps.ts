/** A gate of a project's own sequence, by the round that counts. */
export interface GateStep {
  gate: string;
  round?: number;
  state: string;
  outcome: string;
  skipped?: boolean;
}

export type StepFace = 'done' | 'current' | 'next' | 'skipped' | 'failed';

/** How a gate stands in the stepper. Only the gate whose turn it is, or one under way, is the current one. */
export function gateFace(step: GateStep, nextGate: string): StepFace {
  if (step.skipped) return 'skipped';
  if (step.outcome === 'approved' || step.outcome === 'conditional') return 'done';
  if (step.outcome === 'rejected' || step.outcome === 'returned') return 'failed';
  return step.gate === nextGate || (step.state !== '' && step.state !== 'withdrawn') ? 'current' : 'next';
}

/** i18n key of a gate's state, under projects:gateWord. */
export function gateWord(step: GateStep, nextGate: string): string {
  if (step.skipped) return 'skipped';
  if (step.outcome) return step.outcome;
  if (step.state && step.state !== 'withdrawn') return step.state;
  return step.gate === nextGate ? 'turn' : 'ahead';
}
