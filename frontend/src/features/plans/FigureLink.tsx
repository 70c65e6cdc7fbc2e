import { useFormat } from '@/i18n/format';
import { type Figure, figureLink } from '@/lib/figure';
import { Link } from '@/ui/Link';

/** A number that opens onto its rows; what nobody knows is a dash. One digit alone would be too narrow to touch. */
export function FigureLink({ figure, bold, label }: { figure: Figure; bold?: boolean; label?: string }) {
  const f = useFormat();
  const text = figure.value === null ? '—' : f.number(figure.value);
  return (
    <Link
      {...figureLink(figure.rows)}
      aria-label={label && `${label} ${text}`}
      className={bold ? 'inline-block min-w-6 font-bold' : 'inline-block min-w-6'}
    >
      {text}
    </Link>
  );
}
