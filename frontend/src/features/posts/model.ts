import type { PostDraft } from '@/api/posts';
import type { FieldFault } from '@/api/problem';

export type When = 'past' | 'present' | 'future';

/** Where a span of days, both ends included, lies to a day. */
export function whenOf(span: { from: string; to?: string }, day: string): When {
  if (span.from > day) return 'future';
  return span.to && span.to < day ? 'past' : 'present';
}

/** Newest first, as people look for what holds now. */
export const newestFirst = <S extends { from: string }>(spans: readonly S[]): S[] =>
  [...spans].sort((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : 0));

type Span = { from?: string; to?: string };

const overlap = (a: Span, b: Span) => (b.to || '9999') >= (a.from ?? '') && (a.to || '9999') >= (b.from ?? '');

/** What the browser can tell of a post before asking: spans run forwards, and nothing stands twice on a day. */
export function postFaults(draft: Partial<PostDraft>): FieldFault[] {
  const faults: FieldFault[] = [];
  const judge = <S extends Span>(list: readonly S[], name: string, clash: (a: S, b: S) => boolean) => {
    list.forEach((s, i) => {
      if (s.from && s.to && s.to < s.from) faults.push({ field: `${name}.${i}.to`, rule: 'date_order' });
      else if (s.from && list.slice(0, i).some((o) => o.from && clash(o, s) && overlap(o, s)))
        faults.push({ field: `${name}.${i}.from`, rule: 'overlap' });
    });
  };
  judge(draft.roles ?? [], 'roles', (a, b) => a.role === b.role);
  judge(
    draft.holders ?? [],
    'holders',
    (a, b) => a.personId === b.personId || Boolean(draft.authority && !a.acting && !b.acting),
  );
  return faults;
}

const key = (d: Partial<PostDraft>) =>
  JSON.stringify([
    d.authority ?? '',
    d.organisationId,
    (d.roles ?? []).map((r) => [r.role, r.from, r.to ?? '']).sort(),
  ]);

/** Whether an edit changes what the post itself may do; the ledger then asks for a reason. */
export const rightsChange = (before: Partial<PostDraft>, after: Partial<PostDraft>): boolean =>
  key(before) !== key(after);
