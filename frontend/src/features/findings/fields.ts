import type { StepName } from '@/api/findings';
import type { ListQuery } from '@/api/types';
import { defineFields, type Field, fieldOf } from '@/lib/fields';
import { listQuery, type TableSearch } from '@/ui/table/search';

export const states = [
  'draft',
  'notified',
  'awaiting_reply',
  'plan_review',
  'in_action',
  'reported',
  'verifying',
  'closed',
  'accepted',
  'withdrawn',
] as const;
export const bands = ['critical', 'high', 'medium', 'low'] as const;
const kinds = ['finding', 'request', 'opinion', 'recommendation', 'nonconformity_major', 'nonconformity_minor'];
const sources = [
  'ict_audit',
  'regular',
  'administrative',
  'internal',
  'security',
  'iso27001',
  'external',
  'self_check',
];
const themes = [
  'access',
  'change',
  'operation',
  'continuity',
  'vendor',
  'contract',
  'project',
  'requirements',
  'personal_data',
  'vulnerability',
  'skills',
  'documents',
];
export const ageings = ['0-30', '31-90', '91-180', '181-365', 'over-365'] as const;
export const lateness = ['1-30', '31-90', 'over-90'] as const;

/** What a finding is described by, in the order in which the form asks it; then what follows from its course. */
export const findingFields: Field[] = defineFields('findings', [
  { key: 'title', kind: 'text', section: 'what', required: true, maxLength: 200, column: 'shown', width: 20 },
  { key: 'titleEn', kind: 'text', maxLength: 200 },
  { key: 'code', kind: 'code', maxLength: 40, help: true, column: 'shown', sortable: true },
  {
    key: 'sectionId',
    kind: 'ref',
    noun: 'organisations',
    nameKey: 'sectionName',
    nameEnKey: 'sectionNameEn',
    required: true,
    help: true,
    column: 'shown',
    filter: true,
  },
  { key: 'theme', kind: 'choice', options: themes, required: true, column: 'offered', filter: true },

  {
    key: 'source',
    kind: 'choice',
    section: 'audit',
    options: sources,
    required: true,
    column: 'offered',
    filter: true,
  },
  { key: 'auditName', kind: 'text', maxLength: 200 },
  { key: 'auditedOn', kind: 'date' },
  { key: 'kind', kind: 'choice', options: kinds, required: true, help: true, column: 'offered', filter: true },

  { key: 'criteria', kind: 'longtext', section: 'content', maxLength: 4000, help: true },
  { key: 'condition', kind: 'longtext', maxLength: 4000, help: true },
  { key: 'cause', kind: 'longtext', maxLength: 4000, help: true },
  { key: 'effect', kind: 'longtext', maxLength: 4000, help: true },
  { key: 'recommendation', kind: 'longtext', maxLength: 4000, help: true },

  { key: 'impact', kind: 'number', section: 'risk', min: 1, max: 5, required: true, help: true },
  { key: 'likelihood', kind: 'number', min: 1, max: 5, required: true, help: true },
  { key: 'targetImpact', kind: 'number', min: 1, max: 5, help: true },
  { key: 'targetLikelihood', kind: 'number', min: 1, max: 5 },

  { key: 'systemIds', kind: 'refs', section: 'links', noun: 'systems', nameKey: 'systems' },
  { key: 'projectIds', kind: 'refs', noun: 'projects', nameKey: 'projects' },
  { key: 'recursOf', kind: 'ref', noun: 'findings', nameKey: 'recursOfName', nameEnKey: 'recursOfNameEn', help: true },

  { key: 'state', kind: 'choice', section: 'course', options: states, derived: true, column: 'shown', filter: true },
  { key: 'band', kind: 'choice', options: bands, derived: true, column: 'shown', filter: true },
  { key: 'score', kind: 'number', derived: true, column: 'offered', sortable: true },
  { key: 'currentDueOn', kind: 'date', derived: true, column: 'shown', sortable: true },
  { key: 'overdueDays', kind: 'number', derived: true, column: 'shown', unit: 'findings:unit.days' },
  { key: 'slippageDays', kind: 'number', derived: true, column: 'offered', unit: 'findings:unit.days' },
  { key: 'ageDays', kind: 'number', derived: true, column: 'offered', unit: 'findings:unit.days' },
  { key: 'waiting', kind: 'choices', options: ['auditee', 'auditor', 'decider'], derived: true, column: 'shown' },
  { key: 'noticeOn', kind: 'date', derived: true, column: 'offered', sortable: true },
  {
    key: 'actionOwnerId',
    kind: 'ref',
    noun: 'people',
    nameKey: 'actionOwnerName',
    nameEnKey: 'actionOwnerNameEn',
    derived: true,
    column: 'offered',
  },
  {
    key: 'escalation',
    kind: 'choice',
    options: ['owner', 'section_head', 'cio', 'headquarters'],
    derived: true,
    column: 'offered',
  },
  { key: 'updatedAt', kind: 'instant', derived: true, column: 'offered', sortable: true },
  ...(
    [
      ['targetScore', 'number'],
      ['targetBand', 'choice'],
      ['residualImpact', 'number'],
      ['residualLikelihood', 'number'],
      ['residualScore', 'number'],
      ['residualBand', 'choice'],
      ['raisedById', 'ref'],
      ['raisedOn', 'date'],
      ['noticeFy', 'fiscalYear'],
      ['receivedOn', 'date'],
      ['replyDueOn', 'date'],
      ['originalDueOn', 'date'],
      ['reportedOn', 'date'],
      ['closedOn', 'date'],
      ['withdrawnOn', 'date'],
      ['answer', 'longtext'],
      ['action', 'longtext'],
      ['planDueOn', 'date'],
      ['planReason', 'longtext'],
      ['answeredById', 'ref'],
      ['answeredOn', 'date'],
      ['planApprovedById', 'ref'],
      ['planApprovedOn', 'date'],
      ['report', 'longtext'],
      ['reportedById', 'ref'],
      ['verifyMethod', 'longtext'],
      ['verifyResult', 'longtext'],
      ['retestOn', 'date'],
      ['retestResult', 'longtext'],
      ['verifiedById', 'ref'],
      ['sentBackCount', 'number'],
      ['withdrawReason', 'longtext'],
      ['extensionCount', 'number'],
      ['extensionPending', 'flag'],
      ['acceptancePending', 'flag'],
      ['acceptUntil', 'date'],
      ['acceptanceExpired', 'flag'],
    ] as const
  ).map(([key, kind]) => ({
    key,
    kind,
    derived: true,
    ...(kind === 'choice' ? { options: bands, words: 'findings:band' } : {}),
    ...(kind === 'ref' ? { noun: 'people' } : {}),
  })),
]);

/** What a change after the first notice asks besides. */
export const findingEdit: Field[] = [
  ...findingFields,
  ...defineFields('findings', [{ key: 'reason', kind: 'longtext', section: 'why', maxLength: 500, help: true }]),
];

const only = { kind: 'choice', options: ['true'], derived: true } as const;

/** The filters beside the list, in the order in which people narrow. */
export const findingFacets: Field[] = [
  ...defineFields('findings', [
    { key: 'overdue', ...only, words: 'findings:only.overdue' },
    { key: 'waiting', kind: 'choice', options: ['auditee', 'auditor', 'decider'], derived: true },
  ]),
  ...['band', 'state', 'sectionId', 'theme', 'source', 'kind'].flatMap((key) => fieldOf(findingFields, key) ?? []),
  ...defineFields('findings', [
    { key: 'repeat', ...only, words: 'findings:only.repeat' },
    { key: 'acceptExpired', ...only, words: 'findings:only.acceptExpired' },
  ]),
];

/** Filters that come with a figure. */
export const findingNarrowed: Field[] = defineFields('findings', [
  { key: 'open', ...only, words: 'findings:only.open' },
  { key: 'counted', ...only, words: 'findings:only.counted' },
  { key: 'dueSoon', ...only, words: 'findings:only.dueSoon' },
  { key: 'expiring', ...only, words: 'findings:only.expiring' },
  { key: 'closedInTime', ...only, words: 'findings:only.closedInTime' },
  { key: 'mine', ...only, words: 'findings:only.mine' },
  { key: 'ageing', kind: 'choice', options: ageings, derived: true },
  { key: 'overdueBucket', kind: 'choice', options: lateness, derived: true },
  { key: 'escalation', kind: 'choice', options: ['owner', 'section_head', 'cio', 'headquarters'], derived: true },
  { key: 'noticeFy', kind: 'fiscalYear', derived: true },
  ...(['noticeFrom', 'noticeTo', 'closedFrom', 'closedTo', 'originalDueFrom', 'originalDueTo'] as const).map(
    (key) => ({ key, kind: 'date', derived: true }) as const,
  ),
  { key: 'systemId', kind: 'ref', noun: 'systems', derived: true },
  { key: 'projectId', kind: 'ref', noun: 'projects', derived: true },
  { key: 'auditeeId', kind: 'ref', noun: 'organisations', derived: true },
]);

export const findingFilters = [...findingFacets, ...findingNarrowed].map((f) => f.key);
export const findingSort = '-attention';
export const findingsQuery = (search: TableSearch): ListQuery => listQuery(search, findingFilters, findingSort);

const reason = { key: 'reason', kind: 'longtext', required: true, maxLength: 2000 } as const;
const comment = { key: 'comment', kind: 'longtext', maxLength: 2000 } as const;
const residual = [
  { key: 'residualImpact', kind: 'number', min: 1, max: 5 },
  { key: 'residualLikelihood', kind: 'number', min: 1, max: 5 },
] as const;

/** What the dialogue of each step asks. */
export const stepFields: Record<StepName, readonly Field[]> = {
  notify: defineFields('findings', [{ key: 'on', kind: 'date', help: true }]),
  receive: [],
  answer: defineFields('findings', [
    { key: 'answer', kind: 'longtext', maxLength: 4000 },
    { key: 'action', kind: 'longtext', required: true, maxLength: 4000 },
    { key: 'ownerId', kind: 'ref', noun: 'people', nameKey: 'ownerName', nameEnKey: 'ownerNameEn', required: true },
    { key: 'dueOn', kind: 'date', required: true },
    { ...reason, required: false },
  ]),
  approvePlan: defineFields('findings', [comment]),
  returnPlan: defineFields('findings', [reason]),
  report: defineFields('findings', [
    { key: 'report', kind: 'longtext', required: true, maxLength: 4000 },
    {
      key: 'evidence',
      kind: 'rows',
      inline: true,
      required: true,
      help: true,
      fields: [
        { key: 'title', kind: 'text', required: true, maxLength: 200 },
        { key: 'reference', kind: 'text', required: true, maxLength: 500 },
        { key: 'place', kind: 'text', maxLength: 200 },
        { key: 'date', kind: 'date' },
      ],
    },
    ...residual,
  ]),
  requestExtension: defineFields('findings', [{ key: 'dueOn', kind: 'date', required: true }, reason]),
  decideExtension: defineFields('findings', [
    { key: 'decision', kind: 'choice', options: ['approve', 'refuse'], inline: true, required: true },
    comment,
  ]),
  requestAcceptance: defineFields('findings', [
    { key: 'rationale', kind: 'longtext', required: true, maxLength: 4000 },
    { key: 'control', kind: 'longtext', required: true, maxLength: 4000 },
    ...residual.map((r) => ({ ...r, required: true })),
    { key: 'until', kind: 'date', required: true },
  ]),
  decideAcceptance: defineFields('findings', [
    { key: 'decision', kind: 'choice', options: ['accept', 'refuse'], inline: true, required: true },
    { key: 'until', kind: 'date' },
    comment,
  ]),
  startVerification: [],
  close: defineFields('findings', [
    { key: 'method', kind: 'longtext', required: true, maxLength: 2000 },
    { key: 'result', kind: 'longtext', required: true, maxLength: 4000 },
    { key: 'retestOn', kind: 'date' },
    { key: 'retestResult', kind: 'longtext', maxLength: 4000 },
  ]),
  sendBack: defineFields('findings', [{ key: 'dueOn', kind: 'date', required: true }, reason]),
  withdraw: defineFields('findings', [reason]),
};
