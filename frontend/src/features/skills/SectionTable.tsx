import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type SkillCell, skillSectionsOptions, skillSummaryOptions } from '@/api/skills';
import { useFormat } from '@/i18n/format';
import { Link } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import { Mark, StatusChip } from '@/ui/StatusChip';
import { EmptyState, FailedState, SkeletonRows } from '@/ui/states';
import { cellState, gapTone } from './model';
import { SkillNav } from './SkillNav';

export interface SectionSearch {
  gap?: string;
  sectionId?: string;
  training?: string;
}

const filters = ['all', 'short', 'unknown', 'late'] as const;

/** Which section lacks whom? Rows are sections, columns are skills; nobody is named and nobody is ranked. */
export function SectionTable({ search, onSearch }: { search: SectionSearch; onSearch: (s: SectionSearch) => void }) {
  const { t } = useTranslation();
  const f = useFormat();
  const list = useQuery(skillSectionsOptions({ ...search, limit: 200 } as never));
  const summary = useQuery(skillSummaryOptions()).data;
  const skills = summary?.settings.skills ?? [];
  const chosen = search.training === 'late' ? 'late' : (search.gap ?? 'all');
  const rows = list.data?.items ?? [];
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('skills:sections.title')}
        answer={
          summary &&
          t('skills:sections.answer', {
            short: f.number(summary.short.value ?? 0),
            unknown: f.number(summary.uncounted.value ?? 0),
          })
        }
      />
      <SkillNav />
      <fieldset className="no-print flex flex-wrap gap-x-4">
        <legend className="sr-only">{t('skills:sections.filter')}</legend>
        {filters.map((key) => (
          <label key={key} className="flex min-h-control items-center gap-1.5">
            <input
              type="radio"
              name="gap"
              checked={chosen === key}
              onChange={() =>
                onSearch({
                  sectionId: search.sectionId,
                  ...(key === 'late' ? { training: 'late' } : key === 'all' ? {} : { gap: key }),
                })
              }
            />
            {t(`skills:sections.filters.${key}`)}
          </label>
        ))}
      </fieldset>
      {list.error && !list.data ? (
        <FailedState error={list.error} onRetry={() => void list.refetch()} />
      ) : !list.data || !summary ? (
        <SkeletonRows />
      ) : rows.length === 0 ? (
        <EmptyState title={t('skills:sections.empty')} hint={t('skills:sections.emptyHint')} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className="print-wide overflow-x-auto" aria-label={t('skills:sections.title')} tabIndex={0}>
          <table className="w-full min-w-3xl lg:min-w-4xl">
            <thead>
              <tr className="border-line-strong border-b text-ink-soft text-note">
                <th scope="col" className="sticky left-0 bg-paper-page py-1 pr-4 text-left font-normal">
                  {t('skills:field.sectionId')}
                </th>
                <th scope="col" className="py-1 pr-4 text-left font-normal">
                  {t('skills:sections.gap')}
                </th>
                {skills.map((k) => (
                  <th key={k.id} scope="col" className="py-1 pr-4 text-left font-normal">
                    {f.pick(k.name, k.nameEn)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((r) => (
                <tr key={r.id} className="border-line border-b align-top">
                  <th scope="row" className="sticky left-0 bg-paper-page py-2 pr-4 text-left font-normal">
                    <Link
                      to="/skills/sections/$id"
                      params={{ id: r.id }}
                      className="min-h-6 py-0.5 max-sm:inline-block max-sm:w-28 sm:whitespace-nowrap"
                    >
                      {f.name(r)}
                    </Link>
                  </th>
                  <td className="py-2 pr-4">
                    <StatusChip tone={gapTone[r.gap]}>{t(`skills:gap.${r.gap}`, { n: f.number(r.short) })}</StatusChip>
                  </td>
                  {r.cells.map((c) => (
                    <td key={c.skill} className="py-2 pr-4 leading-[1.3]">
                      <CellText cell={c} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {summary && (
        <p className="measure text-note text-ink-soft">
          {t('skills:sections.note', { least: f.number(summary.settings.leastShown) })}
        </p>
      )}
    </div>
  );
}

/** Places missing, then people of places; small counts are hidden, what nobody counted is unknown. */
export function CellText({ cell: c }: { cell: SkillCell }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { key, tone } = cellState(c);
  if (key === 'none') return <span className="text-ink-faint">—</span>;
  const people =
    c.total === null
      ? t(c.hidden ? 'skills:cell.hidden' : 'skills:cell.uncounted')
      : t('skills:cell.people', { n: f.number(c.total) });
  return (
    <span className="flex flex-col">
      <span className="flex items-center gap-1 whitespace-nowrap">
        {tone && <Mark tone={tone} />}
        {key === 'short' ? t('skills:cell.short', { n: f.number(c.gap ?? 0) }) : people}
      </span>
      <span className="whitespace-nowrap text-note text-ink-soft">
        {key === 'short' && `${people} `}
        {c.needed > 0 && t('skills:cell.needed', { n: f.number(c.needed) })}
      </span>
    </span>
  );
}
