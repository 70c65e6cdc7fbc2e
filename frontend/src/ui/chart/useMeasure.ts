import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/format';
import { usePrefs } from '@/lib/prefs';
import type { Kind, Measure } from './types';

export interface Measured {
  /** The bare figure. */
  show: (value: number) => string;
  /** The unit, as a column head says it; empty when there is none. */
  unit: string;
  /** Figure and unit, as a sentence says them; "unknown" for null. */
  say: (value: number | null) => string;
  unknown: string;
  total: string;
  kind: (kind: Kind) => string;
}

/** The words and the writing of a figure's values in the reader's language and unit. */
export function useMeasure(measure: Measure): Measured {
  const { t } = useTranslation();
  const f = useFormat();
  const { yen } = usePrefs();
  // Callers write the measure in place, so the same one is a new object every time.
  const spec = JSON.stringify(measure);
  return useMemo(() => {
    const measure: Measure = JSON.parse(spec);
    const unit =
      measure.kind === 'yen'
        ? t(`common:yenUnit.${measure.unit ?? yen}`)
        : measure.kind === 'percent'
          ? '%'
          : (measure.unit ?? '');
    const show = (value: number) => {
      if (measure.kind === 'yen') return f.yen(value, measure.unit);
      const scale = 10 ** (measure.places ?? 0);
      // The small addition keeps a figure that is exact in decimals (57.3) from being cut one step too low.
      const kept = measure.kind === 'percent' && measure.cut ? Math.floor(value * scale + 1e-6) / scale : value;
      return f.number(kept, measure.places);
    };
    const unknown = t('common:chart.unknown');
    const gap = f.lang === 'en' && unit !== '%' && unit ? ' ' : '';
    return {
      show,
      unit,
      unknown,
      say: (value) => (value === null ? unknown : `${show(value)}${gap}${unit}`),
      total: t('common:chart.total'),
      kind: (kind) => t(`common:chart.kind.${kind}`),
    };
  }, [spec, t, f, yen]);
}
