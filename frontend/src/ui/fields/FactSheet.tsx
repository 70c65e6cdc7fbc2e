import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { i18n } from '@/i18n';
import { type Field, sectionsOf } from '@/lib/fields';
import { DescriptionList } from '../facts';
import { Section } from '../Page';
import { FieldValue } from './FieldValue';

export interface FactSheetProps {
  noun: string;
  fields: readonly Field[];
  record: object;
  /** Only these sections, in this order. */
  sections?: string[];
  /** A better rendering for some fields: a link to the record meant, a status chip. */
  render?: Partial<Record<string, ReactNode>>;
  columns?: 1 | 2;
}

/** A record's fields by section, from the noun's description. */
export function FactSheet({ noun, fields, record, sections, render, columns = 2 }: FactSheetProps) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-8">
      {(sections ?? sectionsOf(fields)).map((section) => {
        const shown = fields.filter(
          (f) => f.section === section && (!f.when || f.when(record as Record<string, unknown>)),
        );
        const key = `${noun}:section.${section}`;
        return (
          <Section key={section} title={i18n.exists(key) ? t(key) : section}>
            <DescriptionList
              columns={columns}
              facts={shown.map((f) => ({
                key: f.key,
                label: t(f.label),
                value: render?.[f.key] ?? <FieldValue field={f} record={record} />,
              }))}
            />
          </Section>
        );
      })}
    </div>
  );
}
