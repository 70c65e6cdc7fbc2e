import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cell, Matrix } from '@/api/policy';
import { cx } from '@/lib/cx';
import { Select } from '@/ui/Choice';
import { BareLink } from '@/ui/Link';
import { Section } from '@/ui/Page';
import { denialsOf, footnotesOf, groupsOf, objectsOf } from './model';
import { ScopeMark } from './ScopeMark';
import type { PolicySearch } from './search';
import { actionWord, conditionWord, objectWord, roleWord } from './words';

interface MatrixViewProps {
  matrix: Matrix;
  search: PolicySearch;
  onSearch: (patch: PolicySearch) => void;
}

/** Actions by object down, roles across; how far each reaches stands in the cell. */
export function MatrixView({ matrix, search, onSearch }: MatrixViewProps) {
  const { t } = useTranslation();
  const { object, role } = search;
  const roles = role ? [role] : matrix.roles;
  const groups = useMemo(() => groupsOf(matrix, { object, role }), [matrix, object, role]);
  const notes = useMemo(() => footnotesOf(groups, roles), [groups, roles]);
  const denials = denialsOf(matrix, object);
  return (
    <div className="flex flex-col gap-6">
      <div className="no-print flex flex-wrap gap-x-6 gap-y-3">
        <Select
          label={t('policy:filter.object')}
          value={object ?? ''}
          onChange={(v) => onSearch({ object: v || undefined })}
          placeholder={t('policy:filter.allObjects')}
          options={objectsOf(matrix).map((o) => ({ value: o, label: objectWord(t, o) }))}
        />
        <Select
          label={t('policy:filter.role')}
          value={role ?? ''}
          onChange={(v) => onSearch({ role: v || undefined })}
          placeholder={t('policy:filter.allRoles')}
          options={matrix.roles.map((r) => ({ value: r, label: roleWord(t, r) }))}
        />
        <p className="flex flex-wrap items-end gap-x-4 self-end pb-1 text-note">
          <ScopeMark scope="all" /> <ScopeMark scope="section" /> <ScopeMark scope="own" />
          <span className="text-ink-soft">{t('policy:legend')}</span>
        </p>
      </div>
      <section
        aria-label={t('policy:table')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="relative max-h-[calc(100dvh-13rem)] overflow-auto border-line border-y bg-paper"
      >
        <table className="w-full border-separate border-spacing-0">
          <caption className="sr-only">{t('policy:table')}</caption>
          <thead>
            <tr>
              <th scope="col" className={cx(headCell, 'left-0 z-30 border-r border-r-line')}>
                {t('policy:action_')}
              </th>
              {roles.map((r) => (
                <th key={r} scope="col" className={cx(headCell, 'z-20')}>
                  {roleWord(t, r)}
                </th>
              ))}
            </tr>
          </thead>
          {groups.map((g) => (
            <tbody key={g.object}>
              <tr>
                <th
                  scope="rowgroup"
                  colSpan={roles.length + 1}
                  className="border-line border-b bg-sunken px-(--cell-x) py-1.5 text-left"
                >
                  <span className="sticky left-2">{objectWord(t, g.object)}</span>
                </th>
              </tr>
              {g.rows.map((row) => (
                <tr key={row.action} className="bg-paper hover:bg-hover">
                  <th
                    scope="row"
                    className="sticky left-0 z-10 h-row min-w-32 border-line border-r border-b bg-inherit px-(--cell-x) text-left font-normal"
                  >
                    <BareLink
                      to="/policy"
                      search={{ tab: 'ask', permission: `${row.object}:${row.action}` }}
                      className="text-accent hover:underline"
                    >
                      {actionWord(t, row.object, row.action)}
                    </BareLink>
                  </th>
                  {roles.map((r) => (
                    <td key={r} className="h-row border-line border-b px-(--cell-x)">
                      <CellView cell={row.cells[r]} notes={notes} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </section>
      {notes.size > 0 && (
        <Section title={t('policy:conditions')}>
          <ol className="measure list-none">
            {[...notes].map(([c, no]) => (
              <li key={c} className="flex gap-2">
                <span className="num w-6 text-ink-soft">*{no}</span>
                <span>{conditionWord(t, c)}</span>
              </li>
            ))}
          </ol>
        </Section>
      )}
      <Section title={t('policy:duties')} note={t('policy:dutiesNote')}>
        {denials.length === 0 ? (
          <p className="text-ink-soft">{t('policy:noDuties')}</p>
        ) : (
          <table className="w-full">
            <thead>
              <tr className="border-line-strong border-b text-left text-ink-soft text-note">
                <th scope="col" className="py-1 pr-3 font-normal">
                  {t('policy:what')}
                </th>
                <th scope="col" className="py-1 pr-3 font-normal">
                  {t('policy:whoMust')}
                </th>
                <th scope="col" className="py-1 text-right font-normal">
                  {t('policy:line')}
                </th>
              </tr>
            </thead>
            <tbody>
              {denials.map((d) => (
                <tr key={d.rule} className="border-line border-b">
                  <th scope="row" className="py-1.5 pr-3 text-left align-top font-normal">
                    {objectWord(t, d.object)} {actionWord(t, d.object, d.action)}
                  </th>
                  <td className="py-1.5 pr-3">{t('policy:mustNot', { who: conditionWord(t, d.condition) })}</td>
                  <td className="num py-1.5 text-ink-faint">{d.rule}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Section>
    </div>
  );
}

const headCell =
  'sticky top-0 h-row whitespace-nowrap border-line-strong border-b bg-desk px-(--cell-x) text-left font-normal text-ink-soft text-note';

function CellView({ cell, notes }: { cell: Cell | undefined; notes: Map<string, number> }) {
  const { t } = useTranslation();
  if (!cell)
    return (
      <span className="text-ink-faint">
        <span aria-hidden="true">—</span>
        <span className="sr-only">{t('policy:none')}</span>
      </span>
    );
  const marks = (cell.conditions ?? []).map((c) => `*${notes.get(c)}`).join(' ');
  return (
    <span
      title={t('policy:lines', { lines: cell.lines.join(t('common:listSeparator')) })}
      className="whitespace-nowrap"
    >
      <ScopeMark scope={cell.scope} />
      {marks && <sup className="ml-1 text-ink-soft text-note">{marks}</sup>}
    </span>
  );
}
