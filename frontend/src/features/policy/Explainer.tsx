import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { explainOptions, type Matrix } from '@/api/policy';
import { useFormat } from '@/i18n/format';
import { Select } from '@/ui/Choice';
import { ComboBox } from '@/ui/ComboBox';
import { EmptyState, FailedState, SkeletonText } from '@/ui/states';
import { Answer } from './Answer';
import { askedOf } from './asked';
import { objectsOf } from './model';
import type { PolicySearch } from './search';
import { actionWord, objectWord } from './words';

interface ExplainerProps {
  matrix: Matrix;
  search: PolicySearch;
  onSearch: (patch: PolicySearch) => void;
}

/** Who may do this? And why can I not? */
export function Explainer({ matrix, search, onSearch }: ExplainerProps) {
  const { t } = useTranslation();
  const f = useFormat();
  const [object = '', action = ''] = (search.permission ?? '').split(':');
  const [name, setName] = useState('');
  const about = askedOf[object];
  const actions = matrix.rows.filter((r) => r.object === object);
  const permission = action ? `${object}:${action}` : '';
  const asked = useQuery({
    ...explainOptions(permission, search.noun ?? '', search.id ?? ''),
    enabled: permission !== '',
  });
  const chooseObject = (o: string) => {
    setName('');
    const first = matrix.rows.find((r) => r.object === o);
    onSearch({ permission: first && `${o}:${first.action}`, noun: undefined, id: undefined });
  };
  return (
    <div className="flex flex-col gap-6">
      <p className="measure text-ink-soft">{t('policy:ask.intro')}</p>
      <div className="no-print flex flex-wrap items-start gap-x-6 gap-y-3">
        <Select
          label={t('policy:ask.object')}
          value={object}
          onChange={chooseObject}
          placeholder={t('common:choose')}
          options={objectsOf(matrix).map((o) => ({ value: o, label: objectWord(t, o) }))}
        />
        {object && (
          <Select
            label={t('policy:ask.action')}
            value={action}
            onChange={(a) => onSearch({ permission: `${object}:${a}` })}
            options={actions.map((r) => ({ value: r.action, label: actionWord(t, object, r.action) }))}
          />
        )}
        {about && (
          <ComboBox
            key={about.list}
            label={t('policy:ask.record', { noun: objectWord(t, about.word ?? object) })}
            noun={about.list}
            value={search.id ?? ''}
            valueLabel={name}
            onChange={(id, choice) => {
              setName(choice ? f.name(choice) : '');
              onSearch({ noun: id ? about.noun : undefined, id: id || undefined });
            }}
            className="w-80 max-w-full"
          />
        )}
      </div>
      {permission === '' ? (
        <EmptyState title={t('policy:ask.empty')} hint={t('policy:ask.emptyHint')} />
      ) : asked.error ? (
        <FailedState error={asked.error} onRetry={() => void asked.refetch()} />
      ) : !asked.data ? (
        <SkeletonText lines={6} />
      ) : (
        <Answer explanation={asked.data} object={object} action={action} record={search.id ? name || search.id : ''} />
      )}
    </div>
  );
}
