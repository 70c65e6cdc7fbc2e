import { expect, it } from 'vitest';
import type { HeldPost } from '@/api/people';
import { accountState, loginFor, rolesOf } from './model';

const held = (when: HeldPost['when'], roles: string[]): HeldPost => ({
  id: 'p',
  code: 'P',
  title: '課長',
  organisationId: 'o',
  organisationName: '税務課',
  organisationNameEn: '',
  titleEn: '',
  authority: '',
  from: '2024-04-01',
  acting: false,
  when,
  roles,
});

it('only posts of the day give roles, each once', () => {
  expect(
    rolesOf({ posts: [held('present', ['viewer', 'auditor']), held('present', ['viewer']), held('past', ['admin'])] }),
  ).toEqual(['viewer', 'auditor']);
});

it('the state of an account is the one that matters most', () => {
  expect(accountState(undefined)).toBe('none');
  expect(accountState({ disabled: true, mustChangePassword: true })).toBe('disabled');
  expect(accountState({ disabled: false, mustChangePassword: true })).toBe('temporary');
  expect(accountState({ disabled: false, mustChangePassword: false })).toBe('open');
});

it('a login is offered from the mail address or the staff number', () => {
  expect(loginFor({ mail: 'Zeimu.Kakari+1@city.example', code: '000123' })).toBe('zeimu.kakari1');
  expect(loginFor({ code: 'Ａ－０１２' })).toBe('a-012');
  expect(loginFor({ code: '税務' })).toBe('');
});
