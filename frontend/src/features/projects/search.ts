import type { ListQuery } from '@/api/types';
import { type Field, fieldOf } from '@/lib/fields';
import { listQuery, type TableSearch } from '@/ui/table/search';
import { projectFields } from './fields';

// What the address of the list may say. Routes read it at once, so it knows no component.

const facetKeys = ['declaredHealth', 'reportStale', 'state', 'tier', 'nextGate', 'riskLevel', 'applicantId'];

/** The filters beside the list, in the order in which people ask. */
export const projectFacets: Field[] = facetKeys.flatMap((k) => fieldOf(projectFields, k) ?? []);

export const projectFilters = facetKeys;

export const projectSort = '-attention';

export const projectsQuery = (search: TableSearch): ListQuery => listQuery(search, projectFilters, projectSort);
