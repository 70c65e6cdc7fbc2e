import { queryOptions } from '@tanstack/react-query';
import { send } from './http';
import { keyOf } from './queries';
import type { Page } from './types';

/** A record as a choice in a list: its id, code and name, and a second line to tell namesakes apart. */
export interface Choice {
  id: string;
  code: string;
  name: string;
  nameEn?: string;
  note?: string;
}

/** What a choice needs of a record, however its noun names it. The noun comes from a field's description, so it is known only
 *  while the app runs. */
interface Found {
  id: string;
  code?: string;
  name?: string;
  title?: string;
  nameEn?: string;
  titleEn?: string;
  path?: { name: string }[];
  posts?: { title: string; organisationName?: string }[];
  ownerName?: string;
  organisationName?: string;
  sectionName?: string;
  systemName?: string;
}

/** Up to 20 records of a noun whose code, name or reading holds the words. */
export const lookupOptions = (noun: string, q: string) =>
  queryOptions({
    queryKey: [...keyOf.all(noun), 'lookup', q],
    queryFn: async ({ signal }) => {
      const page = await send<Page<Found>>('GET', `/${noun}`, { query: { q, limit: 20 }, signal });
      return page.items.map(choice);
    },
    staleTime: 60_000,
  });

function choice(f: Found): Choice {
  const post = f.posts?.[0];
  const path = f.path?.map((p) => p.name).join(' / ');
  return {
    id: f.id,
    code: f.code ?? '',
    name: f.name ?? f.title ?? f.code ?? f.id,
    nameEn: f.nameEn ?? f.titleEn,
    note:
      path ??
      (post
        ? [post.organisationName, post.title].filter(Boolean).join(' ')
        : (f.ownerName ?? f.organisationName ?? f.sectionName ?? f.systemName)),
  };
}
