import { useState } from 'react';
import { type AreaDetail, type AreaEdit, type GoalNote, type Rating, saveArea } from '@/api/maturity';
import { type Act, useAct } from '@/ui/act/useAct';
import { byCell, cellKey } from './model';

/** What was changed and not saved: laid over what the server has, so that somebody else's changes elsewhere in the area stay. */
interface Patch {
  cells: Record<string, Rating | null>;
  goals: Record<string, GoalNote>;
  scope?: AreaDetail['scope'];
  scopeReason?: string;
}

const nothing: Patch = { cells: {}, goals: {} };

export interface AreaDraft {
  ratings: Record<string, Rating>;
  goals: Record<string, GoalNote>;
  scope: AreaDetail['scope'];
  scopeReason: string;
  dirty: boolean;
  /** Sets or clears one cell. */
  rate: (practice: string, instance: string, next: Rating | null) => void;
  note: (group: string, change: Partial<GoalNote>) => void;
  setScope: (scope: AreaDetail['scope'], reason: string) => void;
  drop: () => void;
  save: Act;
}

export function useAreaDraft(area: AreaDetail, onSaved: () => void): AreaDraft {
  const [patch, setPatch] = useState<Patch>(nothing);
  const stored = byCell(area.ratings);
  const ratings: Record<string, Rating> = { ...stored };
  for (const [key, r] of Object.entries(patch.cells)) {
    if (r) ratings[key] = r;
    else delete ratings[key];
  }
  const goals: Record<string, GoalNote> = {
    ...Object.fromEntries(area.goals.map((g) => [g.group, g])),
    ...patch.goals,
  };
  const scope = patch.scope ?? area.scope;
  const scopeReason = patch.scopeReason ?? area.scopeReason ?? '';

  const save = useAct({
    send: () => {
      const body: AreaEdit = {
        scope,
        scopeReason,
        ratings: Object.values(ratings).filter((r) => r.label || r.points !== undefined),
        goals: Object.values(goals),
      };
      return saveArea(area.appraisalId, area.area, body, area.version);
    },
    onDone: () => {
      setPatch(nothing);
      onSaved();
    },
  });
  return {
    ratings,
    goals,
    scope,
    scopeReason,
    dirty: patch !== nothing,
    rate: (practice, instance, next) =>
      setPatch((p) => ({ ...p, cells: { ...p.cells, [cellKey(practice, instance)]: next } })),
    note: (group, change) =>
      setPatch((p) => ({
        ...p,
        goals: { ...p.goals, [group]: { ...goals[group], ...p.goals[group], ...change, group } },
      })),
    setScope: (next, reason) => setPatch((p) => ({ ...p, scope: next, scopeReason: reason })),
    drop: () => setPatch(nothing),
    save,
  };
}
