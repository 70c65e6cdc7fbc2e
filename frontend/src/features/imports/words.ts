import type { TFunction } from 'i18next';
import type { ImportField, RowError, Trouble } from '@/api/imports';
import { Problem } from '@/api/problem';
import { i18n } from '@/i18n';
import type { Format } from '@/i18n/format';
import { fieldKey, paramsText } from './model';

export const fieldName = (f: Format, field: ImportField): string => f.pick(field.ja, field.en);

/** Why a row was refused, in words: the import's own for what only files get wrong, else those of forms. */
export function rowErrorText(t: TFunction, error: RowError): string {
  const params = paramsText(error.params, t('common:listSeparator'));
  if (error.rule === 'duplicate' && !params.row) return t('imports:rule.repeated');
  for (const key of [`imports:rule.${error.rule}`, `problem:rule.${error.rule}`])
    if (i18n.exists(key)) return t(key, params);
  return t('problem:rule.other', { rule: error.rule });
}

/** Which column is meant, by the header of the file or by the field's name. */
export function rowErrorSubject(f: Format, error: RowError, fields: readonly ImportField[]): string {
  if (error.header) return error.header;
  const field = fields.find((x) => x.key === fieldKey(error));
  return field ? fieldName(f, field) : (error.field ?? '');
}

/** What was wrong with the file as a whole: refused at once, or found while it was read. */
export function troubleText(t: TFunction, trouble: Trouble | Problem): string | null {
  const reason = String(trouble.params?.reason ?? trouble.errors?.[0]?.rule ?? trouble.params?.what ?? '');
  const key = `imports:trouble.${reason}`;
  if (!i18n.exists(key)) return null;
  return t(key, paramsText({ ...trouble.errors?.[0]?.params, ...trouble.params }, t('common:listSeparator')));
}

/** A trouble in the shape that the general words are made for. */
export const asProblem = (trouble: Trouble): Problem =>
  new Problem({ code: trouble.code as Problem['code'], status: 0, params: trouble.params, errors: trouble.errors });
