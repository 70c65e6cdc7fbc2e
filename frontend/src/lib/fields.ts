// One description of a noun's fields. The form, the fact sheet, the table's columns, the filters, the import mapping and the
// history all read it, so that a field is added in one place and is called the same everywhere.

export type FieldKind =
  | 'text'
  | 'code'
  | 'longtext'
  | 'choice'
  | 'choices'
  | 'flag'
  | 'number'
  | 'percent'
  | 'yen'
  | 'date'
  | 'instant'
  | 'time'
  | 'fiscalYear'
  | 'ref'
  | 'refs'
  | 'tags'
  | 'rows';

export interface Field {
  /** The property in the API. */
  key: string;
  kind: FieldKind;
  /** i18n keys, filled in by defineFields: <noun>:field.<key>, <noun>:help.<key>. */
  label: string;
  help?: string;
  /** The section of the form and of the fact sheet: <noun>:section.<section>. */
  section: string;
  required: boolean;
  /** Computed by the server: shown, never edited. */
  derived: boolean;
  /** For choice and choices: the values, and where their words stand: <words>.<value>. */
  options?: readonly string[];
  words: string;
  /** For choice: all options in sight, side by side, instead of a list to open. For rows: each row on one line where there is room. */
  inline?: boolean;
  /** Said before the label where the section that holds the field is not in sight: "G2-5". */
  context?: string;
  /** For ref and refs: the noun looked up, and the properties of the record that carry its name in both languages. */
  noun?: string;
  nameKey?: string;
  nameEnKey?: string;
  /** For rows: the fields of one row. */
  fields?: readonly Field[];
  /** i18n key of the unit behind a number. */
  unit?: string;
  /** How many of the stored units make one that people read: 10,000 millionths are one percent. */
  per?: number;
  min?: number;
  max?: number;
  maxLength?: number;
  /** In the list: shown from the start, offered in the column menu, or neither. */
  column: 'shown' | 'offered' | 'none';
  sortable: boolean;
  filter: boolean;
  /** Width of the column in rem. */
  width?: number;
  /** Hides the field in the form while it does not apply. */
  when?: (draft: Draft) => boolean;
}

export type FieldInit = Partial<Omit<Field, 'label' | 'help' | 'words' | 'fields'>> & {
  key: string;
  kind: FieldKind;
  /** True when <noun>:help.<key> explains the field. */
  help?: boolean;
  /** Overrides <noun>:<key> as the place of the options' words. */
  words?: string;
  fields?: FieldInit[];
};

/** Fills in what follows from the noun's name. Sections appear in the order of first use. */
export function defineFields(noun: string, inits: FieldInit[]): Field[] {
  let section = 'main';
  return inits.map((init) => {
    section = init.section ?? section;
    return complete(noun, init, section, '');
  });
}

function complete(noun: string, init: FieldInit, section: string, inside: string): Field {
  const path = inside + init.key;
  return {
    required: false,
    derived: false,
    column: 'none',
    sortable: false,
    filter: false,
    ...init,
    section,
    label: `${noun}:field.${path}`,
    help: init.help ? `${noun}:help.${path}` : undefined,
    words: init.words ?? `${noun}:${path}`,
    fields: init.fields?.map((f) => complete(noun, f, section, `${path}_`)),
  };
}

/** What a field is called outside its section. `word` turns its key into words. */
export const nameOf = (field: Field, word: (key: string) => string): string =>
  field.context ? `${field.context} ${word(field.label)}` : word(field.label);

export function fieldOf(fields: readonly Field[], key: string): Field | undefined {
  return fields.find((f) => f.key === key);
}

export function sectionsOf(fields: readonly Field[]): string[] {
  return [...new Set(fields.map((f) => f.section))];
}

/** The fields a form edits: those the server does not compute. */
export function writable(fields: readonly Field[]): Field[] {
  return fields.filter((f) => !f.derived);
}

/** The part of a record that a form may change, with every field present: what is missing becomes the kind's empty value.
 *  The names of referenced records come along for show, so that a draft reads like a record. */
export function draftOf(fields: readonly Field[], record: object | undefined): Draft {
  const from = (record ?? {}) as Draft;
  const draft: Draft = {};
  for (const f of writable(fields)) copyField(f, from, draft);
  return draft;
}

/** Takes a field and the names that belong to it from one draft or record into another. */
export function copyField(field: Field, from: Draft, to: Draft): void {
  to[field.key] = from[field.key] ?? emptyOf(field);
  for (const name of [field.nameKey, field.nameEnKey]) if (name) to[name] = from[name];
}

/** A record being written: values by key, a text where it could not be read as the field's kind. */
export type Draft = Record<string, unknown>;

export function emptyOf(field: Field): unknown {
  switch (field.kind) {
    case 'flag':
      return false;
    case 'choices':
    case 'refs':
    case 'tags':
    case 'rows':
      return [];
    case 'number':
    case 'percent':
    case 'yen':
    case 'fiscalYear':
      return null;
    default:
      return '';
  }
}

/** What is sent: empty numbers and dates are left out, since "" is no date; names that came only for show stay out too. */
export function bodyOf(fields: readonly Field[], draft: Draft): Draft {
  const body: Draft = {};
  for (const f of writable(fields)) {
    const v = draft[f.key];
    if (
      v === null ||
      v === undefined ||
      (v === '' && (f.kind === 'date' || f.kind === 'time' || f.kind === 'instant' || f.kind === 'ref'))
    )
      continue;
    const parts = f.fields;
    body[f.key] = f.kind === 'rows' && parts ? (v as Draft[]).map((row) => bodyOf(parts, row)) : v;
  }
  return body;
}

/** Every i18n key a description speaks of; a test holds them against the words. */
export function wordsOf(fields: readonly Field[]): string[] {
  return fields.flatMap((f) => [
    f.label,
    ...(f.help ? [f.help] : []),
    ...(f.unit ? [f.unit] : []),
    ...(f.options ?? []).map((o) => `${f.words}.${o}`),
    ...wordsOf(f.fields ?? []),
  ]);
}
