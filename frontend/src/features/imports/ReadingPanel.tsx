import { useTranslation } from 'react-i18next';
import type { Import, Reading } from '@/api/imports';
import { Select } from '@/ui/Choice';
import { Section } from '@/ui/Page';

const encodings = ['utf-8', 'cp932', 'windows-1252', 'utf-16le', 'utf-16be'];
const separators = [',', '\t', ';', '|'];

/** How the file was understood, and the way to correct it; the first rows show whether it is right. */
export function ReadingPanel({
  imported: i,
  busy,
  onReading,
}: {
  imported: Import;
  busy: boolean;
  onReading: (reading: Reading) => void;
}) {
  const { t } = useTranslation();
  return (
    <Section title={t('imports:reading.title')}>
      {i.encodingGuessed && (
        <p className="border-warn border-l-4 bg-warn-soft px-3 py-2">
          {t('imports:reading.guessed', { encoding: t(`imports:encoding.${i.encoding}`) })}
        </p>
      )}
      <div className="flex flex-wrap gap-x-6 gap-y-3">
        {i.format === 'csv' && (
          <>
            <Select
              label={t('imports:reading.encoding')}
              value={i.encoding}
              onChange={(encoding) => onReading({ encoding: encoding as Reading['encoding'] })}
              options={encodings.map((e) => ({ value: e, label: t(`imports:encoding.${e}`) }))}
              isDisabled={busy}
            />
            <Select
              label={t('imports:reading.separator')}
              value={i.separator}
              onChange={(separator) => onReading({ separator })}
              options={separators.map((s, n) => ({ value: s, label: t(`imports:separator.${n}`) }))}
              isDisabled={busy}
            />
          </>
        )}
        {i.format === 'xlsx' && (i.sheets?.length ?? 0) > 1 && (
          <Select
            label={t('imports:reading.sheet')}
            value={i.sheet}
            onChange={(sheet) => onReading({ sheet })}
            options={(i.sheets ?? []).map((s) => ({ value: s, label: s }))}
            isDisabled={busy}
          />
        )}
        <Select
          label={t('imports:reading.headerRow')}
          value={String(i.headerRow)}
          onChange={(row) => onReading({ headerRow: Number(row) })}
          options={Array.from({ length: Math.max(20, i.headerRow) }, (_, n) => ({
            value: String(n + 1),
            label: t('imports:reading.row', { no: n + 1 }),
          }))}
          isDisabled={busy}
        />
      </div>
    </Section>
  );
}
