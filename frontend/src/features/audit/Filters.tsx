import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LedgerQuery } from '@/api/audit';
import type { HistoryEntry } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { readDay } from '@/lib/era';
import { Button } from '@/ui/Button';
import { Select } from '@/ui/Choice';
import { ComboBox } from '@/ui/ComboBox';
import { actWord, type Labels } from '@/ui/fields/History';
import { DateField } from '@/ui/ParsedField';
import { ledgerActions, ledgerNouns } from './model';
import { nounWord } from './words';

interface FiltersProps {
  query: LedgerQuery;
  onQuery: (query: LedgerQuery) => void;
  labels: Labels;
  entries: HistoryEntry[];
}

export function Filters({ query, onQuery, labels, entries }: FiltersProps) {
  const { t } = useTranslation();
  const f = useFormat();
  const [person, setPerson] = useState('');
  const set = (patch: LedgerQuery) =>
    onQuery(Object.fromEntries(Object.entries({ ...query, ...patch }).filter(([, v]) => v)));
  const actor = entries.find((e) => e.actor?.personId === query.personId)?.actor;
  const day = (key: 'from' | 'to') => (
    <DateField
      label={t(`audit:filter.${key}`)}
      value={query[key] ?? null}
      onChange={(on) => {
        if (!on) set({ [key]: undefined });
        else if (readDay(on) === on) set({ [key]: on });
      }}
    />
  );
  return (
    <div className="no-print flex flex-col gap-3">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
        <Select
          label={t('audit:filter.noun')}
          value={query.noun ?? ''}
          onChange={(noun) => set({ noun })}
          placeholder={t('audit:filter.any')}
          options={ledgerNouns.map((n) => ({ value: n, label: nounWord(t, n) }))}
        />
        <Select
          label={t('audit:filter.action')}
          value={query.action ?? ''}
          onChange={(action) => set({ action })}
          placeholder={t('audit:filter.any')}
          options={ledgerActions.map((a) => ({ value: a, label: actWord(t, query.noun ?? '', a) }))}
        />
        <ComboBox
          label={t('audit:filter.person')}
          noun="people"
          value={query.personId ?? ''}
          valueLabel={person || (actor ? f.pick(actor.name, actor.nameEn) : '')}
          onChange={(personId, choice) => {
            setPerson(choice ? f.name(choice) : '');
            set({ personId });
          }}
          className="w-64 max-w-full"
        />
        {day('from')}
        {day('to')}
      </div>
      {query.recordId && (
        <p className="flex flex-wrap items-center gap-x-3 border-accent border-l-4 bg-accent-soft px-3 py-1">
          {t('audit:oneRecord', {
            name: labels[query.recordId] ? f.name(labels[query.recordId] ?? {}) : query.recordId,
          })}
          <Button variant="quiet" onPress={() => set({ recordId: undefined })}>
            {t('audit:allRecords')}
          </Button>
        </p>
      )}
      {Object.keys(query).length > 0 && (
        <span>
          <Button variant="quiet" onPress={() => onQuery({})}>
            {t('common:table.clear')}
          </Button>
        </span>
      )}
    </div>
  );
}
