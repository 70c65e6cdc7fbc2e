import { useTranslation } from 'react-i18next';
import type { FieldFault } from '@/api/problem';
import { faultMessage } from '@/i18n/problem';
import { type Field, fieldOf, nameOf } from '@/lib/fields';
import { inputId } from './FieldInput';

/** What is wrong, all of it, each line leading to its field. */
export function ErrorSummary({ fields, faults }: { fields: readonly Field[]; faults: readonly FieldFault[] }) {
  const { t } = useTranslation();
  return (
    <div role="alert" className="border-2 border-bad bg-paper p-4">
      <p className="font-bold">{t('common:errorSummary', { count: faults.length })}</p>
      <ul className="mt-2 flex flex-col gap-1">
        {faults.map((fault) => {
          const label = labelOf(t, fields, fault.field.split('.'));
          return (
            <li key={`${fault.field} ${fault.rule}`}>
              <button
                type="button"
                className="text-left text-bad underline underline-offset-3"
                onClick={() => focusField(fault.field)}
              >
                {label ? `${label}: ` : ''}
                {faultMessage(t, fault)}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** "Components 2 › Version" for components.1.version. */
function labelOf(t: (key: string) => string, fields: readonly Field[], path: string[]): string {
  const [key = '', row, ...rest] = path;
  const field = fieldOf(fields, key);
  if (!field) return key;
  const part = rest[0] && fieldOf(field.fields ?? [], rest[0]);
  return row === undefined
    ? nameOf(field, t)
    : `${nameOf(field, t)} ${Number(row) + 1}${part ? ` › ${t(part.label)}` : ''}`;
}

function focusField(path: string): void {
  const id = inputId(path);
  const target = document.getElementById(id) ?? document.getElementById(`${id}-group`);
  target?.scrollIntoView({ block: 'center' });
  (target?.matches('input, select, textarea, button')
    ? target
    : target?.querySelector<HTMLElement>('input, select, textarea, button')
  )?.focus();
}
