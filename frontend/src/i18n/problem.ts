import type { TFunction } from 'i18next';
import type { FieldFault, Problem } from '@/api/problem';
import { i18n } from './index';

export interface Message {
  title: string;
  hint: string;
}

/** What went wrong and what to do, in the reader's language. Anything that is not a Problem is a fault of the app itself. */
export function problemMessage(t: TFunction, error: unknown): Message {
  const problem = error instanceof Error && error.name === 'Problem' ? (error as Problem) : null;
  const code = problem?.code ?? 'app';
  const params = { ...problem?.params };
  const reason = typeof params.reason === 'string' ? params.reason : '';
  if (code === 'conflict' && reason && i18n.exists(`problem:conflict.${reason}`)) {
    return { title: t(`problem:conflict.${reason}`, params), hint: t('problem:code.conflict.hint') };
  }
  if (code === 'throttled' && reason === 'rate') {
    params.seconds = Math.max(1, Number(params.retryAfter ?? 60));
    return { title: t('problem:code.rate_limited.title'), hint: t('problem:code.rate_limited.hint', params) };
  }
  if (code === 'throttled') params.minutes = Math.max(1, Math.ceil(Number(params.retryAfter ?? 60) / 60));
  const known = i18n.exists(`problem:code.${code}.title`) ? code : 'internal';
  return { title: t(`problem:code.${known}.title`, params), hint: t(`problem:code.${known}.hint`, params) };
}

/** What is wrong with one field. A rule that the app does not know is named, so that nobody stands before a silent error. */
export function faultMessage(t: TFunction, fault: FieldFault): string {
  const key = `problem:rule.${fault.rule}`;
  return i18n.exists(key) ? t(key, fault.params ?? {}) : t('problem:rule.other', { rule: fault.rule });
}
