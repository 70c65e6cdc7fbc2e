import type { Criterion, Gate, GateSet, Tier } from '@/api/gates';
import { type Draft, defineFields, type Field } from '@/lib/fields';

export const gateIds = ['G0', 'G1', 'G2', 'G3', 'G4', 'G5', 'G6', 'GX'] as const;
export const answers = ['conform', 'nonconform', 'not_applicable'] as const;
export const outcomes = ['approved', 'conditional', 'returned', 'deferred', 'rejected'] as const;
export const criticalities = ['critical', 'essential', 'recommended'] as const;
export const authorities = ['cio', 'ict_director', 'sysmgmt_director', 'headquarters'] as const;
export const confidences = ['green', 'amber_green', 'amber', 'amber_red', 'red'] as const;
const states = ['draft', 'submitted', 'coordination', 'review', 'decided', 'conditions', 'done', 'withdrawn'] as const;

/** An application in a list. */
export const applicationFields: Field[] = defineFields('gates', [
  { key: 'waiting', kind: 'choice', options: ['review', 'decision'], derived: true, filter: true },
  { key: 'mine', kind: 'choice', options: ['true'], derived: true, filter: true },
  { key: 'state', kind: 'choice', options: states, derived: true, filter: true },
  { key: 'outcome', kind: 'choice', options: outcomes, derived: true, filter: true },
  { key: 'gate', kind: 'choice', options: gateIds, words: 'gates:gate', derived: true, filter: true },
  { key: 'tier', kind: 'choice', options: ['A', 'B', 'C'], derived: true, filter: true },
  { key: 'number', kind: 'code', derived: true },
  { key: 'dueOn', kind: 'date', derived: true },
]);

/** A condition of an approval, in a list and in the history. */
export const conditionFields: Field[] = defineFields('gates', [
  { key: 'text', kind: 'longtext' },
  { key: 'conditionState', kind: 'choice', options: ['open', 'reported', 'verified', 'waived'], filter: true },
  { key: 'overdue', kind: 'choice', options: ['true'], words: 'gates:late', filter: true },
  { key: 'criticality', kind: 'choice', options: criticalities, filter: true },
  { key: 'mineOwned', kind: 'choice', options: ['true'], filter: true },
  { key: 'gate', kind: 'choice', options: gateIds, words: 'gates:gate', filter: true },
]);

const opinionFields = defineFields('gates', [
  { key: 'dca', kind: 'choice', options: confidences },
  { key: 'comment', kind: 'longtext' },
  { key: 'recommendation', kind: 'choice', options: outcomes, words: 'gates:outcome' },
]);

/** What only the history tells, by kind of value; the names of people and sections come with the history. */
const told = (kind: Field['kind'], ...keys: string[]) =>
  defineFields(
    'gates',
    keys.map((key) => ({ key, kind, nameKey: `${key}Name`, nameEnKey: `${key}NameEn`, derived: true })),
  );

/** The history names some things by the record's own property. */
const renamed = (fields: Field[], from: string, key: string) => fields.map((f) => (f.key === from ? { ...f, key } : f));
const reasons = told('longtext', 'reason');
const authority = defineFields('gates', [{ key: 'authority', kind: 'choice', options: authorities, derived: true }]);
const applicationHistory = [
  ...applicationFields,
  ...told('rows', 'answers', 'documents'),
  ...told('refs', 'preparedBy', 'reviewers'),
  ...told('ref', 'headId', 'applicantId', 'submittedBy'),
  ...told('instant', 'submittedAt', 'startedAt', 'decidedAt'),
];
const conditionHistory = [
  ...renamed(conditionFields, 'conditionState', 'state'),
  ...renamed(told('longtext', 'reportComment'), 'reportComment', 'comment'),
  ...told('longtext', 'verifyComment', 'waivedReason'),
  ...told('date', 'dueOn'),
  ...told('code', 'dueGate'),
  ...told('rows', 'evidence'),
  ...told('ref', 'ownerId', 'reportedById', 'verifiedById', 'waivedById'),
  ...told('instant', 'reportedAt', 'verifiedAt', 'waivedAt'),
];

/** The fields of what the gates write into a project's history, by the ledger's name of its kind. */
export const historyFields: Record<string, readonly Field[]> = {
  gate_applications: applicationHistory,
  gate_opinions: [...opinionFields, ...told('ref', 'reviewerId')],
  gate_decisions: [...applicationFields, ...reasons, ...authority, ...told('ref', 'deciderId', 'substituteFor')],
  gate_conditions: conditionHistory,
  gate_skips: [...applicationFields, ...reasons, ...authority, ...told('ref', 'deciderId')],
};

/** Evidence by itself, for the report of a condition. */
export const evidenceFields = defineFields('gates', [
  {
    key: 'evidence',
    kind: 'rows',
    inline: true,
    help: true,
    fields: [
      { key: 'title', kind: 'text', maxLength: 200 },
      { key: 'reference', kind: 'text', maxLength: 500 },
      { key: 'date', kind: 'date' },
    ],
  },
]);

/** What a person answers to one line of the checklist. */
const answerFields: Field[] = [
  ...defineFields('gates', [{ key: 'answer', kind: 'choice', options: answers, inline: true }]),
  // Said once above the form, not at every line.
  ...evidenceFields.map((f) => ({ ...f, help: undefined })),
  ...defineFields('gates', [
    { key: 'note', kind: 'longtext', maxLength: 2000 },
    { key: 'reason', kind: 'longtext', maxLength: 2000, help: true },
  ]),
];

/** A document handed in; one field a kind, so that each stands under its name. */
const documentField = defineFields('gates', [
  {
    section: 'documents',
    key: 'document',
    kind: 'rows',
    inline: true,
    fields: [
      { key: 'title', kind: 'text', required: true, maxLength: 200 },
      { key: 'version', kind: 'text', maxLength: 60 },
      { key: 'reference', kind: 'text', maxLength: 500 },
      { key: 'date', kind: 'date' },
    ],
  },
]);

/** The API's name of a part of an answer, as the form's field calls it. */
export const answerKey = (criterion: string, part: string) => `${criterion}_${part}`;
export const documentKey = (kind: string) => `document_${kind}`;

/** The form of an application: four fields a line that a person answers, one a document; the line's number is said wherever a field
 *  stands apart from its line. A document is called by its name in the gate set, which is no key. */
export function draftFields(
  lines: Criterion[],
  kinds: GateSet['documents'],
  name: (r: { name: string; nameEn?: string }) => string,
): Field[] {
  const questions = lines
    .filter((line) => line.answer)
    .flatMap((line) => {
      const notApplicable = (d: Draft) => d[answerKey(line.id, 'answer')] === 'not_applicable';
      return answerFields.map((f) => ({
        ...f,
        key: answerKey(line.id, f.key === 'note' ? 'comment' : f.key),
        context: line.id,
        section: line.id,
        when: f.key === 'reason' ? notApplicable : undefined,
      }));
    });
  const papers = kinds.flatMap((kind) =>
    documentField.map((f) => ({ ...f, key: documentKey(kind.kind), label: name(kind) })),
  );
  return [...questions, ...papers];
}

/** The lines that a tier answers at a gate, in its wording. */
export function linesOf(set: GateSet, gate: Gate, tier: Tier): Criterion[] {
  const short = set.tiers[tier]?.short;
  return gate.criteria
    .filter((c) => c.tiers.includes(tier))
    .map((c) => (short && c.short ? { ...c, text: c.short, textEn: c.shortEn ?? c.textEn } : c));
}

/** The documents that a gate expects and those handed in beyond them; what the decision itself makes is not among them. */
export function papersOf(set: GateSet, gate: Gate, held: readonly string[]): GateSet['documents'] {
  const kinds = [...gate.documents, ...held.filter((k) => !gate.documents.includes(k))];
  return kinds.flatMap((kind) => set.documents.filter((d) => d.kind === kind && !d.issued));
}
