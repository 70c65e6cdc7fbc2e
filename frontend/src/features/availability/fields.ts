import type { ListQuery } from '@/api/types';
import { defineFields, type FieldInit, fieldOf } from '@/lib/fields';
import { listQuery, type TableSearch } from '@/ui/table/search';

const criticalities = ['critical', 'high', 'medium', 'low'] as const;

/** Properties of the system that all lists of availability filter by. */
export const systemFacets = defineFields('systems', [
  { key: 'criticality', kind: 'choice', options: criticalities, filter: true },
  { key: 'citizenFacing', kind: 'flag', filter: true },
  {
    key: 'ownerId',
    kind: 'ref',
    noun: 'organisations',
    nameKey: 'ownerName',
    nameEnKey: 'ownerNameEn',
    filter: true,
  },
]);

const ofSystem: FieldInit = {
  key: 'systemId',
  kind: 'ref',
  noun: 'systems',
  nameKey: 'systemName',
  nameEnKey: 'systemNameEn',
  required: true,
};

const outage: FieldInit[] = [
  { ...ofSystem, section: 'what', column: 'shown', width: 15 },
  { key: 'title', kind: 'text', required: true, maxLength: 200, column: 'shown', width: 16 },
  { key: 'startedAt', kind: 'instant', required: true, column: 'shown', sortable: true },
  { key: 'endedAt', kind: 'instant', help: true, column: 'shown', sortable: true },
  {
    key: 'basis',
    kind: 'choice',
    section: 'weight',
    options: ['full', 'users', 'wards', 'functions'],
    help: true,
  },
  { key: 'affected', kind: 'number', min: 1, when: (d) => Boolean(d.basis) && d.basis !== 'full' },
  { key: 'total', kind: 'number', min: 1, when: (d) => Boolean(d.basis) && d.basis !== 'full' },
  { key: 'citizenImpact', kind: 'flag', column: 'offered', filter: true },
  { key: 'functions', kind: 'tags' },
  {
    key: 'cause',
    kind: 'choice',
    section: 'story',
    options: ['hardware', 'software', 'operation', 'network', 'facility', 'external', 'unknown'],
    help: true,
    column: 'shown',
    filter: true,
  },
  { key: 'description', kind: 'longtext', maxLength: 4000 },
  { key: 'detectedAt', kind: 'instant' },
  { key: 'detection', kind: 'longtext', maxLength: 2000 },
  { key: 'recovery', kind: 'longtext', maxLength: 4000 },
  { key: 'code', kind: 'code', maxLength: 40, help: true, column: 'shown', sortable: true },
];

export const outageFields = defineFields('outages', outage);
export const outageEdit = defineFields('outages', [
  ...outage,
  { key: 'reason', kind: 'longtext', section: 'why', maxLength: 500, help: true },
]);
export const outageColumnFields = defineFields('outages', [
  ...outage.slice(0, 4),
  { key: 'seconds', kind: 'text', derived: true, column: 'shown' },
  ...outage.slice(4),
]);
const outageState = defineFields('outages', [
  { key: 'state', kind: 'choice', options: ['open', 'closed'], filter: true },
  {
    key: 'cause',
    kind: 'choice',
    options: ['none', 'hardware', 'software', 'operation', 'network', 'facility', 'external', 'unknown'],
    filter: true,
  },
  { key: 'excluded', kind: 'flag', filter: true },
]);
export const outageFacets = [
  fieldOf(outageState, 'state'),
  fieldOf(outageState, 'cause'),
  fieldOf(outageFields, 'citizenImpact'),
  ...systemFacets,
  fieldOf(outageState, 'excluded'),
].flatMap((x) => x ?? []);
export const outageFilters = [...outageFacets.map((x) => x.key), 'systemId', 'from', 'to'];
export const outageSort = '-startedAt';
export const outagesQuery = (search: TableSearch): ListQuery => listQuery(search, outageFilters, outageSort);

const maintenance: FieldInit[] = [
  { ...ofSystem, section: 'what', column: 'shown', width: 15 },
  { key: 'title', kind: 'text', required: true, maxLength: 200, column: 'shown', width: 15 },
  { key: 'startsAt', kind: 'instant', required: true, column: 'shown', sortable: true },
  { key: 'endsAt', kind: 'instant', required: true, help: true, column: 'shown' },
  { key: 'description', kind: 'longtext', maxLength: 4000 },
];
export const maintenanceFields = defineFields('maintenance', maintenance);
export const maintenanceEdit = defineFields('maintenance', [
  ...maintenance,
  { key: 'reason', kind: 'longtext', section: 'why', maxLength: 500 },
]);
/** The fields of the ledger's entries, acts included. */
export const maintenanceHistory = defineFields('maintenance', [
  ...maintenance,
  { key: 'approvedAt', kind: 'instant' },
  { key: 'announcedAt', kind: 'instant' },
  { key: 'announcedHow', kind: 'text' },
  { key: 'actualStart', kind: 'instant' },
  { key: 'actualEnd', kind: 'instant' },
  { key: 'cancelReason', kind: 'text' },
]);
const states = ['planned', 'approved', 'announced', 'running', 'done', 'over', 'cancelled'] as const;
export const maintenanceColumnFields = defineFields('maintenance', [
  ...maintenance.slice(0, 2),
  { key: 'state', kind: 'choice', options: states, derived: true, column: 'shown' },
  ...maintenance.slice(2, 4),
  { key: 'code', kind: 'code', derived: true, column: 'shown', sortable: true },
]);
export const maintenanceFacets = [
  ...defineFields('maintenance', [{ key: 'state', kind: 'choice', options: states, filter: true }]),
  ...systemFacets,
];
export const maintenanceFilters = [...maintenanceFacets.map((x) => x.key), 'systemId', 'from', 'to'];
export const maintenanceSort = '-startsAt';
export const maintenancesQuery = (search: TableSearch): ListQuery =>
  listQuery(search, maintenanceFilters, maintenanceSort);

export const calendarFields = defineFields('calendars', [
  { key: 'name', kind: 'text', section: 'identity', required: true, maxLength: 200, column: 'shown', width: 18 },
  { key: 'code', kind: 'code', required: true, maxLength: 40, column: 'shown', sortable: true },
  { key: 'nameEn', kind: 'text', maxLength: 200, column: 'offered' },
  { key: 'note', kind: 'longtext', maxLength: 1000, column: 'shown', width: 18 },
  {
    key: 'editions',
    kind: 'rows',
    section: 'hours',
    help: true,
    fields: [
      { key: 'from', kind: 'date', required: true },
      { key: 'always', kind: 'flag' },
      { key: 'hours', kind: 'longtext', help: true, maxLength: 2000 },
      { key: 'closedOnHolidays', kind: 'flag' },
      { key: 'closedAtYearEnd', kind: 'flag' },
      { key: 'days', kind: 'longtext', help: true, maxLength: 4000 },
    ],
  },
]);
export const calendarEdit = [
  ...calendarFields,
  ...defineFields('calendars', [{ key: 'reason', kind: 'longtext', section: 'why', maxLength: 500 }]),
];
export const calendarColumnFields = [
  ...calendarFields,
  ...defineFields('calendars', [{ key: 'systems', kind: 'number', derived: true, column: 'shown' }]),
];
export const calendarsQuery = (search: TableSearch): ListQuery => listQuery(search, [], 'code');

const target: FieldInit[] = [
  { ...ofSystem, section: 'promise', column: 'shown', width: 16 },
  { key: 'validFrom', kind: 'date', required: true, help: true, column: 'shown', sortable: true },
  {
    key: 'calendarId',
    kind: 'ref',
    noun: 'availability/calendars',
    nameKey: 'calendarName',
    nameEnKey: 'calendarNameEn',
    help: true,
    column: 'shown',
    width: 12,
  },
  { key: 'target', kind: 'code', per: 10_000, help: true, maxLength: 8, column: 'shown' },
  { key: 'note', kind: 'longtext', maxLength: 1000, column: 'offered' },
];
export const targetFields = defineFields('targets', target);
export const targetEdit = defineFields('targets', [
  ...target,
  { key: 'reason', kind: 'longtext', section: 'why', maxLength: 500 },
]);
export const targetFacets = [
  ...defineFields('targets', [{ key: 'current', kind: 'choice', options: ['true'], filter: true }]),
  ...systemFacets,
];
export const targetFilters = [...targetFacets.map((x) => x.key), 'systemId', 'calendarId'];
export const targetsQuery = (search: TableSearch): ListQuery => listQuery(search, targetFilters, 'system');

/** What the matrix is narrowed by, and which months it shows. */
export const matrixFilters = ['ownerId', 'criticality', 'citizenFacing', 'missed', 'calendar', 'ending', 'fy'];
export const matrixQuery = (search: TableSearch): ListQuery => listQuery(search, matrixFilters, 'priority');
export const monthFilters = ['ownerId', 'criticality', 'citizenFacing', 'systemId', 'missed', 'down', 'ending', 'fy'];
export const monthsQuery = (search: TableSearch): ListQuery => listQuery(search, monthFilters, '-downtimeMs');
