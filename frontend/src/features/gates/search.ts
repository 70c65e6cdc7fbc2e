import type { ListQuery } from '@/api/types';
import { type Field, fieldOf } from '@/lib/fields';
import { listQuery, type TableSearch } from '@/ui/table/search';
import { applicationFields, conditionFields } from './fields';

// What the addresses of the two lists may say. Routes read it at once, so it knows no component.

const pick = (fields: Field[], keys: string[]) => keys.flatMap((k) => fieldOf(fields, k) ?? []);

export const applicationFacets = pick(applicationFields, ['waiting', 'mine', 'state', 'outcome', 'gate', 'tier']);
export const applicationFilters = applicationFacets.map((f) => f.key);
export const applicationSort = '-updatedAt';
export const applicationsQuery = (search: TableSearch): ListQuery =>
  listQuery(search, applicationFilters, applicationSort);

export const conditionFacets = pick(conditionFields, ['conditionState', 'overdue', 'criticality', 'mineOwned', 'gate']);
export const conditionFilters = conditionFacets.map((f) => f.key);
export const conditionSort = 'urgency';

/** The address says conditionState and mineOwned, since both lists stand in one set of words; the API says state and mine. */
export function conditionsQuery(search: TableSearch): ListQuery {
  const { conditionState, mineOwned, ...query } = listQuery(search, conditionFilters, conditionSort);
  return { ...query, state: conditionState, mine: mineOwned };
}

type Counts = Record<string, Record<string, number>>;

/** Counts by the same two words. */
export const conditionCounts = ({ state = {}, mine = {}, ...rest }: Counts): Counts => ({
  ...rest,
  conditionState: state,
  mineOwned: mine,
});
