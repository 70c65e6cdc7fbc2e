import type { Import, ImportField, ImportState, Outcome, RowError } from '@/api/imports';
import type { Tone } from '@/ui/StatusChip';

/** What the server takes: said before anybody chooses a file, and checked before it is sent. */
export const limits = { bytes: 20 * 1024 * 1024, rows: 200_000, columns: 200 };

export const outcomes: Outcome[] = ['error', 'create', 'update', 'unchanged', 'conflict'];

export const outcomeTone: Record<Outcome, Tone> = {
  create: 'good',
  update: 'good',
  unchanged: 'unknown',
  error: 'bad',
  conflict: 'warn',
};

export const stateTone: Record<ImportState, Tone> = {
  uploaded: 'unknown',
  checking: 'unknown',
  checked: 'warn',
  committing: 'unknown',
  committed: 'good',
  failed: 'bad',
  cancelled: 'unknown',
};

export type FileFault = 'empty' | 'too_large' | 'old_excel' | 'kind';

/** What can be told of a file before it is sent. Formats are the server's affair: only what surely fails is refused here. */
export function fileFault(file: { name: string; size: number }): FileFault | null {
  if (file.size === 0) return 'empty';
  if (file.size > limits.bytes) return 'too_large';
  if (/\.xls$/i.test(file.name)) return 'old_excel';
  return /\.(xlsx|csv|tsv|txt)$/i.test(file.name) ? null : 'kind';
}

/** Required fields that no column fills: new records would all be refused. */
export function missingFields(fields: readonly ImportField[], mapping: Record<string, string>): ImportField[] {
  const taken = new Set(Object.values(mapping));
  return fields.filter((f) => f.required && !taken.has(f.key));
}

/** Gives a column to a field, and takes the field from the column that had it: one field, one column. */
export function remap(mapping: Record<string, string>, header: string, field: string): Record<string, string> {
  const next = { ...mapping };
  for (const h of Object.keys(next)) if (field && next[h] === field) next[h] = '';
  next[header] = field;
  return next;
}

export const sameMapping = (a: Record<string, string>, b: Record<string, string>): boolean =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every((h) => (a[h] ?? '') === (b[h] ?? ''));

export const steps = ['file', 'mapping', 'check', 'commit'] as const;
export type Step = (typeof steps)[number];

/** The step that an import stands at when nobody asked for another. */
export function stepOf(imported: Pick<Import, 'state'>): Step {
  switch (imported.state) {
    case 'uploaded':
    case 'checking':
    case 'checked':
      return 'check';
    default:
      return 'commit';
  }
}

/** How many rows a commit would write. */
export const writes = (i: Pick<Import, 'counts'>): number => i.counts.create + i.counts.update;

/** "services[0].from" stands for the column of services. */
export const fieldKey = (e: Pick<RowError, 'field'>): string => (e.field ?? '').split(/[.[]/)[0] ?? '';

/** The parameters of a rule as text; lists are joined. */
export function paramsText(params: RowError['params'], separator: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params ?? {}).map(([k, v]) => [k, Array.isArray(v) ? v.join(separator) : String(v)]),
  );
}

/** What can be brought in by file: who may, and where it is seen afterwards. */
export const importable = [
  { noun: 'systems', makes: 'systems:create', to: '/systems' },
  { noun: 'projects', makes: 'projects:create', to: '/projects' },
  { noun: 'findings', makes: 'findings:raise', to: '/findings' },
  { noun: 'procedures', makes: 'procedures:create', to: '/procedures' },
  { noun: 'datasets', makes: 'datasets:create', to: '/datasets' },
  { noun: 'logic_models', makes: 'logic_models:create', to: '/logic-models' },
  { noun: 'pilots', makes: 'pilots:create', to: '/pilots' },
  { noun: 'pilot_cases', makes: 'pilots:record', to: '/pilots/cases' },
  { noun: 'skill_holdings', makes: 'skills:count', to: '/skills/sections' },
  { noun: 'capabilities', makes: 'capabilities:create', to: '/rationalisation/capabilities' },
  { noun: 'profiles', makes: 'rationalisation:describe', to: '/rationalisation/systems' },
  { noun: 'assessments', makes: 'rationalisation:assess', to: '/rationalisation/systems' },
  { noun: 'meetings', makes: 'meetings:create', to: '/meetings' },
  { noun: 'directives', makes: 'directives:create', to: '/directives' },
  { noun: 'cases', makes: 'consolidations:create', to: '/rationalisation/cases' },
  { noun: 'outages', makes: 'outages:create', to: '/availability/outages' },
  { noun: 'budgets', makes: 'budgets:create', to: '/budgets/lines' },
  { noun: 'plan_actions', makes: 'plan_actions:create', to: '/actions' },
  { noun: 'maturity_targets', makes: 'maturity:target', to: '/maturity/targets' },
] as const;
