import { useTranslation } from 'react-i18next';
import type { ModelItem, UnitRow } from '@/api/maturity';
import { useFormat } from '@/i18n/format';
import { cx } from '@/lib/cx';
import { Link } from '@/ui/Link';
import { Target } from './HeatMap';
import { appraisalOf, goalOf, lookedAt, shown, type View } from './model';

/** The heat map on a phone: a card a unit, with the areas that fall short of what it is measured against. */
export function HeatCards({
  units,
  model,
  year,
  view,
  chosen,
  onChoose,
}: {
  units: UnitRow[];
  model: ModelItem;
  year: number;
  view: View;
  chosen: string;
  onChoose: (sectionId: string) => void;
}) {
  const { t } = useTranslation();
  const f = useFormat();
  const areas = lookedAt(units, model.areas);
  return (
    <ul className="flex flex-col border border-line bg-paper">
      {units.map((u) => {
        const marked = areas.flatMap((a) => {
          const cell = u.cells.find((c) => c.area === a.id) ?? { area: a.id };
          const s = shown(cell, view, a, goalOf(u, model));
          return s.tone ? [{ area: a, text: s.text, tone: s.tone }] : [];
        });
        const id = appraisalOf(u, view);
        return (
          <li
            key={u.sectionId}
            className={cx(
              'flex flex-col gap-1 border-b border-line px-3 py-2 last:border-0',
              u.sectionId === chosen && 'bg-chosen',
            )}
          >
            <div className="flex items-baseline justify-between gap-2">
              <button
                type="button"
                aria-pressed={u.sectionId === chosen}
                onClick={() => onChoose(u.sectionId)}
                className="min-h-control text-left font-bold"
              >
                {f.name(u)}
              </button>
              <span className="num whitespace-nowrap">
                {t('maturity:card.levels', { assessor: u.assessor?.level ?? '?', self: u.self?.level ?? '?' })}
              </span>
            </div>
            <Target unit={u} year={year} />
            {marked.length === 0 ? (
              <p className="text-note text-ink-soft">{t('maturity:card.none')}</p>
            ) : (
              <p className="flex flex-wrap gap-x-3 text-note">
                {marked.map(({ area, text }) =>
                  id ? (
                    <Link
                      key={area.id}
                      to="/maturity/appraisals/$id/areas/$area"
                      params={{ id, area: area.id }}
                      className="inline-flex min-h-6 items-center"
                    >
                      {area.id} {text}
                    </Link>
                  ) : (
                    <span key={area.id}>
                      {area.id} {text}
                    </span>
                  ),
                )}
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}
