/** The unit an amount is shown in; what is stored is always whole yen. */
export type YenUnit = 'yen' | 'thousand' | 'million' | 'oku';

const divisor: Record<YenUnit, number> = { yen: 1, thousand: 1_000, million: 1_000_000, oku: 100_000_000 };

/** Places after the point: 億円 is read with one. */
const places: Record<YenUnit, number> = { yen: 0, thousand: 0, million: 0, oku: 1 };

/** Rounds half up (away from zero for a negative amount, as the budget books do) in integers, so 0.5 never drifts. */
function halfUp(yen: number, step: number): number {
  const whole = Math.floor((Math.abs(yen) * 2 + step) / (step * 2));
  return yen < 0 && whole > 0 ? -whole : whole;
}

/** A figure with the sign that is printed for minus ("−"), where the browser writes a hyphen. Inputs read both. */
export const minus = (figure: string): string => figure.replace('-', '−');

/** The bare figure in the unit, with thousands separated: formatYen(1_234_500, 'thousand') → "1,235". The unit stands in the column head. */
export function formatYen(yen: number, unit: YenUnit = 'yen'): string {
  const p = places[unit];
  const n = halfUp(yen, divisor[unit] / 10 ** p);
  return minus((n / 10 ** p).toLocaleString('ja-JP', { minimumFractionDigits: p, maximumFractionDigits: p }));
}

/** Reads "1,234", "1,234円", "3億円", "1.5億", "3,000万円", "250千円", "12百万円", in full or half width, to whole yen.
 *  Null when it is no amount or holds a fraction of a yen. */
export function readYen(text: string): number | null {
  const s = text.normalize('NFKC').replace(/[\s,円¥]/g, '');
  const m = /^([-−△▲]?)(\d+(?:\.\d+)?)(億|百万|万|千)?$/.exec(s);
  if (!m) return null;
  const scale = { 億: 100_000_000, 百万: 1_000_000, 万: 10_000, 千: 1_000 }[m[3] ?? ''] ?? 1;
  const yen = Math.round(Number(m[2]) * scale * 1000) / 1000;
  if (!Number.isSafeInteger(yen)) return null;
  return m[1] && yen ? -yen : yen;
}

/** The unit that keeps an amount in prose short. */
export function yenUnitFor(yen: number): YenUnit {
  const a = Math.abs(yen);
  return a >= 100_000_000 ? 'oku' : a >= 10_000_000 ? 'million' : a >= 1_000_000 ? 'thousand' : 'yen';
}
