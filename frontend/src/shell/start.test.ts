import { describe, expect, it } from 'vitest';
import type { Me } from '@/api/session';
import { startOf } from './start';

const me = (roles: string[], permissions = ['health:read']) => ({ roles, permissions }) as Me;

describe('the first screen', () => {
  it.each([
    ['ict_office', '/health/projects'],
    ['executive', '/health/projects'],
    ['project_manager', '/work'],
    ['section_head', '/work'],
    ['reviewer', '/work'],
    ['auditor', '/work'],
    ['admin', '/work'],
    ['viewer', '/work'],
  ])('of %s is %s', (role, start) => expect(startOf(me([role]))).toBe(start));

  it('is the portfolio for whoever holds one of its posts besides', () =>
    expect(startOf(me(['project_manager', 'executive']))).toBe('/health/projects'));

  it('is own work for who may not read health, and for who has no role', () => {
    expect(startOf(me(['executive'], []))).toBe('/work');
    expect(startOf(me([]))).toBe('/work');
  });
});
