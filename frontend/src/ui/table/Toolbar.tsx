import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/format';
import type { Field } from '@/lib/fields';
import { usePrefs } from '@/lib/prefs';
import { Button } from '../Button';
import { Checkbox } from '../Choice';
import { inputClass } from '../Frame';
import { IconButton } from '../IconButton';
import { Popover } from '../Overlay';
import type { DataTableProps } from './DataTable';
import { toggled, valuesOf, withoutFilters } from './search';
import { visibleColumns, withColumn } from './visible';

interface ToolbarProps<R extends { id: string }> extends DataTableProps<R> {
  filtered: boolean;
  filters: string[];
  /** Opens the filters where they are not beside the table. */
  onFilter?: () => void;
}

export function Toolbar<R extends { id: string }>(props: ToolbarProps<R>) {
  const {
    title,
    columns,
    facets,
    narrowed = [],
    search,
    onSearch,
    filtered,
    filters,
    onFilter,
    data,
    filterNames,
  } = props;
  const { t } = useTranslation();
  const f = useFormat();
  const prefs = usePrefs();
  const density = search.density ?? prefs.density;
  const visible = visibleColumns(columns, search.cols).map((c) => c.key);
  const said = (field: Field, value: string) => {
    if (field.options) return t(`${field.words}.${value}`);
    if (field.kind === 'flag') return t(value === 'true' ? 'common:yes' : 'common:no');
    if (field.kind === 'date') return f.dayShort(value);
    if (field.kind === 'fiscalYear') return f.fiscalYear(Number(value));
    return filterNames?.[value] ?? value;
  };
  const chips = [...facets, ...narrowed].flatMap((field) =>
    valuesOf(search, field.key).map((value) => ({ field, value, text: said(field, value) })),
  );
  return (
    <div className="no-print flex flex-col gap-2">
      <div role="toolbar" aria-label={t('common:table.tools', { title })} className="flex flex-wrap items-center gap-2">
        <SearchBox
          value={search.q ?? ''}
          onChange={(q) => onSearch({ q: q || undefined, page: undefined, row: undefined }, true)}
        />
        {onFilter && (
          <Button icon="filter" onPress={onFilter}>
            {t('common:table.filters')}
            {chips.length > 0 && ` (${chips.length})`}
          </Button>
        )}
        <span role="status" className="text-ink-soft">
          {data &&
            t(data.totalCapped ? 'common:totalCapped' : 'common:total', {
              count: data.total,
              shown: f.number(data.total),
            })}
        </span>
        <span className="ml-auto flex items-center gap-1 max-md:hidden">
          <IconButton
            icon="rows"
            label={t('common:table.roomy')}
            pressed={density === 'comfortable'}
            onPress={() => onSearch({ density: density === 'comfortable' ? 'compact' : 'comfortable' }, true)}
          />
          <Popover
            trigger={<IconButton icon="columns" label={t('common:table.columns')} />}
            label={t('common:table.columns')}
          >
            <fieldset>
              <legend className="mb-1 font-bold">{t('common:table.columns')}</legend>
              {columns.slice(1).map((c) => (
                <Checkbox
                  key={c.key}
                  label={t(c.label)}
                  checked={visible.includes(c.key)}
                  onChange={() => onSearch({ cols: withColumn(columns, search.cols, c.key) }, true)}
                />
              ))}
              {search.cols !== undefined && (
                <Button variant="quiet" onPress={() => onSearch({ cols: undefined }, true)}>
                  {t('common:table.columnsReset')}
                </Button>
              )}
            </fieldset>
          </Popover>
        </span>
      </div>
      {filtered && (
        <ul className="flex flex-wrap items-center gap-1" aria-label={t('common:table.active')}>
          {chips.map(({ field, value, text }) => (
            <li
              key={`${field.key} ${value}`}
              className="flex items-center rounded-part border border-line bg-paper pl-2"
            >
              <span className="text-ink-soft">{t(field.label)}:</span>&nbsp;{text}
              <IconButton
                icon="close"
                label={t('common:table.drop', { name: `${t(field.label)} ${text}` })}
                onPress={() => onSearch(toggled(search, field.key, value))}
              />
            </li>
          ))}
          <li>
            <Button variant="quiet" onPress={() => onSearch(withoutFilters(filters))}>
              {t('common:table.clear')}
            </Button>
          </li>
        </ul>
      )}
    </div>
  );
}

/** Asks when the typing pauses; a kana conversion under way is not typing. */
function SearchBox({ value, onChange }: { value: string; onChange: (q: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  const [composing, setComposing] = useState(false);
  useEffect(() => setText(value), [value]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed starts the wait, not a new callback
  useEffect(() => {
    if (composing || text === value) return;
    const timer = setTimeout(() => onChange(text.trim()), 300);
    return () => clearTimeout(timer);
  }, [text, composing]);
  return (
    <input
      type="search"
      aria-label={t('common:table.search')}
      placeholder={t('common:table.search')}
      value={text}
      onChange={(e) => setText(e.target.value)}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={() => setComposing(false)}
      className={`${inputClass} max-w-72`}
    />
  );
}
