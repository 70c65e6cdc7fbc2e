import type { HeldPost } from '@/api/people';

/** The roles that come with the posts of the day, each once. */
export const rolesOf = (person: { posts: readonly HeldPost[] }): string[] => [
  ...new Set(person.posts.filter((p) => p.when === 'present').flatMap((p) => p.roles)),
];

export type AccountState = 'none' | 'disabled' | 'temporary' | 'open';

/** Where an account stands, in the order in which it matters. */
export function accountState(account: { disabled: boolean; mustChangePassword: boolean } | undefined): AccountState {
  if (!account) return 'none';
  if (account.disabled) return 'disabled';
  return account.mustChangePassword ? 'temporary' : 'open';
}

/** A login to begin with: the part of the address before the @, else the staff number, in the letters that a login may have. */
export function loginFor(person: { mail?: string; code: string }): string {
  const from = (person.mail?.split('@')[0] || person.code).normalize('NFKC').toLowerCase();
  return from.replace(/[^a-z0-9._-]/g, '').replace(/^[^a-z0-9]+/, '');
}
