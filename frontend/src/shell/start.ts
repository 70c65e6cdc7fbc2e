import { holds, type Me } from '@/api/session';

/** Those who steer the whole city. */
const steering = ['ict_office', 'executive'];

/** Where somebody begins: the portfolio for the ICT office and executives, own work for everyone else. */
export function startOf(me: Me): '/health/projects' | '/work' {
  return me.roles.some((r) => steering.includes(r)) && holds(me, 'health:read') ? '/health/projects' : '/work';
}
