import { useTranslation } from 'react-i18next';
import type { Level, Risk } from '@/api/projects';
import { cx } from '@/lib/cx';
import { bandOf, cellKey } from './model';

const steps = [1, 2, 3, 4, 5];
const looks: Record<Level, string> = {
  low: 'bg-good-soft',
  medium: 'bg-warn-soft',
  high: 'bg-bad-soft',
  critical: 'bg-bad-soft border-2 border-bad',
};
const letters: Record<Level, string> = { low: '●', medium: '▲', high: '■', critical: '■■' };

/** Impact by likelihood: a real table with counts in it; pressing a count shows those risks. */
export function RiskMatrix({
  cells,
  chosen,
  onChoose,
}: {
  cells: Record<string, Risk[]>;
  chosen?: string;
  onChoose: (cell: string | undefined) => void;
}) {
  const { t } = useTranslation();
  return (
    <table className="border-collapse">
      <caption className="mb-1 text-left font-bold">{t('risks:matrix')}</caption>
      <thead>
        <tr>
          <th scope="col" className="pr-2 text-left font-normal text-note text-ink-soft">
            {t('risks:axes')}
          </th>
          {steps.map((l) => (
            <th key={l} scope="col" className="w-12 pb-1 text-center font-normal text-note text-ink-soft">
              {l}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...steps].reverse().map((impact) => (
          <tr key={impact}>
            <th scope="row" className="whitespace-nowrap pr-2 text-left font-normal text-note text-ink-soft">
              {t('risks:impactRow', { step: impact })}
            </th>
            {steps.map((likelihood) => {
              const key = cellKey(impact, likelihood);
              const band = bandOf(impact, likelihood);
              const count = cells[key]?.length ?? 0;
              return (
                <td key={key} className={cx('size-12 border border-line p-0 text-center', looks[band])}>
                  {count > 0 ? (
                    <button
                      type="button"
                      aria-pressed={chosen === key}
                      aria-label={t('risks:cell', { impact, likelihood, band: t(`projects:level.${band}`), count })}
                      onClick={() => onChoose(chosen === key ? undefined : key)}
                      className={cx(
                        'print-keep size-full font-bold text-section hover:underline',
                        chosen === key && 'bg-chosen outline-2 outline-accent',
                      )}
                    >
                      {count}
                    </button>
                  ) : (
                    <span className="text-note text-ink-faint">
                      <span aria-hidden="true">{letters[band]}</span>
                      <span className="sr-only">{t(`projects:level.${band}`)}</span>
                    </span>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
