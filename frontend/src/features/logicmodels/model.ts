import type {
  LogicLink,
  LogicModel,
  LogicModelDraft,
  LogicModelItem,
  LogicNode,
  Measured,
  Stage,
} from '@/api/logicModels';
import type { Draft } from '@/lib/fields';
import type { Tone } from '@/ui/StatusChip';

export const stages = [
  'input',
  'activity',
  'output',
  'initial',
  'mid',
  'final',
  'impact',
] as const satisfies readonly Stage[];

const letters: Record<Stage, string> = {
  input: 'I',
  activity: 'A',
  output: 'P',
  initial: 'S',
  mid: 'M',
  final: 'L',
  impact: 'X',
};

export const placeOf = (stage: Stage): number => stages.indexOf(stage);

/** The columns to draw: all that hold something, and the five that a chain needs. */
export const columnsOf = (nodes: readonly LogicNode[]): Stage[] =>
  stages.filter((s) => nodes.some((n) => n.stage === s) || !['mid', 'final'].includes(s));

/** A key that no element of the column has yet. */
export function nextKey(stage: Stage, taken: readonly string[]): string {
  for (let n = 1; ; n++) if (!taken.includes(`${letters[stage]}${n}`)) return `${letters[stage]}${n}`;
}

/** The part of a record that a form or a dialog sends back: what the server computes stays out. */
export function draftOf(m: LogicModel): LogicModelDraft {
  const {
    code,
    name,
    kana,
    nameEn,
    sectionId,
    theme,
    fyFrom,
    fyTo,
    issue,
    evidence,
    evidenceUrl,
    because,
    therefore,
    nodes,
    links,
    indicators,
    actuals,
    external,
    cost,
    evidenceLevel,
    actionId,
    projectId,
    reviewDueOn,
    note,
  } = m;
  const all = {
    code,
    name,
    kana,
    nameEn,
    sectionId,
    theme,
    fyFrom,
    fyTo,
    issue,
    evidence,
    evidenceUrl,
    because,
    therefore,
    nodes,
    links,
    indicators,
    actuals,
    external,
    cost,
    evidenceLevel,
    actionId,
    projectId,
    reviewDueOn,
    note,
  };
  return Object.fromEntries(
    Object.entries(all).filter(([, v]) => v !== undefined && v !== '' && v !== null && v !== 0),
  ) as LogicModelDraft;
}

/** Puts an element in or replaces it, with the links that lead to it and from it. */
export function withNode(
  d: LogicModelDraft,
  node: LogicNode,
  from: readonly string[],
  to: readonly string[],
): LogicModelDraft {
  const others = (d.links ?? []).filter((l) => l.from !== node.key && l.to !== node.key);
  const nodes = d.nodes ?? [];
  const links: LogicLink[] = [
    ...others,
    ...from.map((key) => ({ from: key, to: node.key })),
    ...to.map((key) => ({ from: node.key, to: key })),
  ];
  const there = nodes.some((n) => n.key === node.key);
  return { ...d, links, nodes: there ? nodes.map((n) => (n.key === node.key ? node : n)) : [...nodes, node] };
}

/** Takes an element out, with its links, indicators and their values. */
export function withoutNode(d: LogicModelDraft, key: string): LogicModelDraft {
  const gone = new Set((d.indicators ?? []).filter((i) => i.node === key).map((i) => i.key));
  return {
    ...d,
    nodes: (d.nodes ?? []).filter((n) => n.key !== key),
    links: (d.links ?? []).filter((l) => l.from !== key && l.to !== key),
    indicators: (d.indicators ?? []).filter((i) => !gone.has(i.key)),
    actuals: (d.actuals ?? []).filter((a) => !gone.has(a.indicator)),
  };
}

/** Takes an indicator out, with its values. */
export const withoutIndicator = (d: LogicModelDraft, key: string): LogicModelDraft => ({
  ...d,
  indicators: (d.indicators ?? []).filter((i) => i.key !== key),
  actuals: (d.actuals ?? []).filter((a) => a.indicator !== key),
});

/** How an indicator stands: at its target, on the way, behind the straight way, or unknown. */
export function measuredTone(m: Measured): Tone {
  if (m.achievement === null || m.value === null) return 'unknown';
  if (m.achievement >= 100) return 'good';
  return m.achievement < 0 ? 'bad' : 'warn';
}

export const verdictTone = {
  continue: 'good',
  improve: 'warn',
  end: undefined,
  '': 'unknown',
} as const satisfies Record<LogicModelItem['verdict'], Tone | undefined>;

/** A record as the form edits it: with the names of what it refers to. */
export const editable = (m: LogicModel): LogicModel & Draft =>
  ({
    ...m,
    evidenceLevel: m.evidenceLevel ? String(m.evidenceLevel) : '',
    actionName: m.action?.name,
    actionNameEn: m.action?.nameEn,
    projectName: m.project?.name,
    projectNameEn: m.project?.nameEn,
  }) as unknown as LogicModel & Draft;
