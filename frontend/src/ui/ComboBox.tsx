import { useQuery } from '@tanstack/react-query';
import { type RefObject, useDeferredValue, useEffect, useRef, useState } from 'react';
import { ComboBox as Aria, Button, ComboBoxContext, Input, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { type Choice, lookupOptions } from '@/api/lookup';
import { useFormat } from '@/i18n/format';
import { cx } from '@/lib/cx';
import { Frame, type InputProps, inputClass } from './Frame';
import { Icon } from './Icon';
import { IconButton } from './IconButton';

export interface ComboBoxProps extends InputProps {
  /** The noun searched on the server: "organisations", "people", "systems" … */
  noun: string;
  value: string;
  /** How the chosen record is called, when the screen knows it already. */
  valueLabel?: string;
  onChange: (id: string, choice: Choice | undefined) => void;
  /** Ids not offered: those chosen already, the record itself. */
  without?: string[];
}

/** Finds one record by code, name or reading, asking the server as one types. */
export function ComboBox(props: ComboBoxProps) {
  const { noun, value, valueLabel, onChange, without } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const [text, setText] = useState(valueLabel ?? '');
  const [typed, setTyped] = useState(false);
  const q = useDeferredValue(typed ? text : '');
  const [opened, setOpened] = useState(false);
  const [listed, setListed] = useState(false);
  const field = useRef<HTMLSpanElement>(null);
  // A list closes when what is around it scrolls. That may be the browser bringing the field into view, or holding its place
  // while a message above goes away: so it stays, and follows its field.
  const stays = listed && { isOpen: true, onOpenChange: () => {} };
  useEffect(() => (listed ? following(field) : undefined), [listed]);
  const { data = [], isFetching, isError } = useQuery({ ...lookupOptions(noun, q), enabled: opened });
  const items = data.filter((c) => !without?.includes(c.id));

  // The name of the value may arrive after the value (a restored draft, a conflict resolved).
  useEffect(() => {
    if (!typed) setText(value ? (valueLabel ?? '') : '');
  }, [value, valueLabel, typed]);

  return (
    <Frame {...props}>
      {(ids) => (
        <ComboBoxContext.Provider value={null}>
          <Aria
            aria-label={props.label}
            inputValue={text}
            onInputChange={(next) => {
              setText(next);
              setTyped(true);
              if (next === '') onChange('', undefined);
            }}
            selectedKey={value || null}
            onSelectionChange={(key) => {
              if (key === null) return;
              const found = items.find((c) => c.id === key);
              if (!found) return;
              setText(format.name(found));
              setTyped(false);
              onChange(found.id, found);
            }}
            onOpenChange={(open) => {
              setListed(open);
              if (open) setOpened(true);
            }}
            onFocus={() => setOpened(true)}
            onBlur={() => {
              // Half-typed words choose nothing: the last choice stands.
              if (typed) setText(value ? (valueLabel ?? text) : '');
              setTyped(false);
            }}
            items={items}
            menuTrigger="focus"
            allowsEmptyCollection
            allowsCustomValue
            isDisabled={props.isDisabled}
            className="max-w-96"
          >
            <span ref={field} className="relative flex">
              <Input
                {...ids}
                name={props.name}
                placeholder={t('common:searchChoice')}
                className={cx(inputClass, 'pr-9')}
              />
              <Button className="absolute inset-y-0 right-0 flex w-8 items-center justify-center text-ink-soft">
                <Icon name="chevron" size={16} />
              </Button>
            </span>
            <Popover
              {...stays}
              className="w-(--trigger-width) min-w-72 overflow-auto rounded-part border border-line-strong bg-paper text-ink"
            >
              <ListBox<Choice>
                className="max-h-80 overflow-auto py-1 outline-none"
                renderEmptyState={() => (
                  <p className="px-3 py-2 text-note text-ink-soft" role="status">
                    {t(isFetching ? 'common:searching' : isError ? 'problem:code.network.title' : 'common:noneFound')}
                  </p>
                )}
              >
                {(c: Choice) => (
                  <ListBoxItem
                    id={c.id}
                    textValue={format.name(c)}
                    className="flex cursor-pointer flex-col px-3 py-1.5 outline-none data-[focused]:bg-hover data-[selected]:font-bold"
                  >
                    <span>
                      {format.name(c)} <span className="text-note text-ink-faint">{c.code}</span>
                    </span>
                    {c.note && <span className="text-note text-ink-soft">{c.note}</span>}
                  </ListBoxItem>
                )}
              </ListBox>
            </Popover>
          </Aria>
        </ComboBoxContext.Provider>
      )}
    </Frame>
  );
}

/** Places open lists anew, as after a resize, whenever something around the field scrolls; gives the way to stop it. */
function following(field: RefObject<HTMLElement | null>) {
  const follow = (event: Event) => {
    if (event.target instanceof Node && event.target.contains(field.current)) window.dispatchEvent(new Event('resize'));
  };
  document.addEventListener('scroll', follow, { capture: true, passive: true });
  return () => document.removeEventListener('scroll', follow, { capture: true });
}

/** Several records, each a line that can be taken out again, and one field to add the next. */
export function MultiComboBox({
  values,
  names,
  onChange,
  ...props
}: Omit<ComboBoxProps, 'value' | 'valueLabel' | 'onChange'> & {
  values: string[];
  /** Names of the ids that the screen knows already. */
  names: Record<string, string>;
  /** The new ids, and the record just added, if one was. */
  onChange: (ids: string[], added?: Choice) => void;
}) {
  const { t } = useTranslation();
  return (
    <Frame {...props} group>
      {(ids) => (
        <div className="flex flex-col gap-1">
          {values.length > 0 && (
            <ul className="flex max-w-96 flex-col">
              {values.map((id) => {
                const name = names[id] ?? id;
                return (
                  <li key={id} className="flex items-center justify-between border-b border-line">
                    <span>{name}</span>
                    {!props.isDisabled && (
                      <IconButton
                        icon="close"
                        label={t('common:takeOut', { name })}
                        onPress={() => onChange(values.filter((v) => v !== id))}
                      />
                    )}
                  </li>
                );
              })}
            </ul>
          )}
          <ComboBox
            key={values.length}
            noun={props.noun}
            label={t('common:addTo', { label: props.label })}
            bare
            id={ids.id}
            value=""
            without={[...values, ...(props.without ?? [])]}
            isDisabled={props.isDisabled}
            onChange={(id, choice) => {
              if (!id || values.includes(id)) return;
              onChange([...values, id], choice);
            }}
          />
        </div>
      )}
    </Frame>
  );
}
