import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Import, type ImportField, type Reading, rereadImport } from '@/api/imports';
import { keyOf } from '@/api/queries';
import { useFormat } from '@/i18n/format';
import { Refusal } from '@/ui/act/Refusal';
import { useAct } from '@/ui/act/useAct';
import { Button } from '@/ui/Button';
import { Checkbox, Select } from '@/ui/Choice';
import { Section } from '@/ui/Page';
import { missingFields, remap, sameMapping } from './model';
import { ReadingPanel } from './ReadingPanel';
import { fieldName, troubleText } from './words';

/** The second step: how the file is read, and which column fills which field. */
export function Mapping({ imported: i, fields }: { imported: Import; fields: ImportField[] }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const [mapping, setMapping] = useState(i.mapping);
  const [clearEmpty, setClearEmpty] = useState(i.clearEmpty);
  const asked = useRef<Reading>({});
  const goOn = () =>
    void navigate({ to: '/imports/$id', params: { id: i.id }, search: { step: 'check' }, replace: true });
  const act = useAct({
    send: () => rereadImport(i.id, i.version, asked.current),
    onDone: (next) => {
      cache.setQueryData(keyOf.one('imports', i.id), next);
      // Another reading of the file brings other columns, which want to be looked at; a mapping was looked at already.
      if (asked.current.mapping) goOn();
    },
  });
  const ask = (reading: Reading) => {
    asked.current = reading;
    void act.run();
  };
  const missing = missingFields(fields, mapping);
  const left = i.columns.filter((h) => !mapping[h]);
  const changed = !sameMapping(mapping, i.mapping) || clearEmpty !== i.clearEmpty;
  return (
    <div className="flex flex-col gap-8">
      <ReadingPanel imported={i} busy={act.busy} onReading={ask} />
      <Section
        title={t('imports:mapping.title')}
        note={t('imports:mapping.note', { mapped: i.columns.length - left.length, all: i.columns.length })}
      >
        <p className="measure text-ink-soft">{t('imports:mapping.text')}</p>
        <div className="overflow-x-auto">
          <table className="w-full">
            <thead>
              <tr className="border-line-strong border-b text-left text-ink-soft text-note">
                {['column', 'sample', 'field'].map((k) => (
                  <th key={k} scope="col" className="py-1 pr-3 font-normal">
                    {t(`imports:mapping.${k}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {i.columns.map((header, n) => (
                <tr key={header} className="border-line border-b">
                  <th scope="row" className="py-1.5 pr-3 text-left">
                    {header}
                  </th>
                  <td className="max-w-64 truncate py-1.5 pr-3 text-ink-soft">
                    {(i.sample ?? [])
                      .map((row) => row[n])
                      .filter(Boolean)
                      .slice(0, 2)
                      .join(' · ') || '—'}
                  </td>
                  <td className="py-1.5">
                    <Select
                      bare
                      label={t('imports:mapping.fieldOf', { header })}
                      value={mapping[header] ?? ''}
                      onChange={(field) => setMapping((m) => remap(m, header, field))}
                      placeholder={t('imports:mapping.leave')}
                      options={fields.map((x) => ({
                        value: x.key,
                        label: x.required ? t('imports:mapping.required', { name: fieldName(f, x) }) : fieldName(f, x),
                      }))}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Section>
      <div className="flex flex-col gap-2">
        {left.length > 0 && <p>{t('imports:mapping.left', { columns: left.join(t('common:listSeparator')) })}</p>}
        {missing.length > 0 && (
          <p className="border-warn border-l-4 bg-warn-soft px-3 py-2">
            {t('imports:mapping.missing', {
              fields: missing.map((x) => fieldName(f, x)).join(t('common:listSeparator')),
            })}
          </p>
        )}
        <Checkbox
          label={t('imports:mapping.clearEmpty')}
          help={t('imports:mapping.clearEmptyHelp')}
          checked={clearEmpty}
          onChange={setClearEmpty}
        />
      </div>
      <Refusal act={act} explain={(p) => troubleText(t, p) && <p>{troubleText(t, p)}</p>} />
      <span>
        <Button
          variant="main"
          can={i.can?.create}
          busy={act.busy}
          onPress={() => (changed ? ask({ mapping, clearEmpty }) : goOn())}
        >
          {t(changed ? 'imports:mapping.recheck' : 'imports:mapping.goOn')}
        </Button>
      </span>
    </div>
  );
}
