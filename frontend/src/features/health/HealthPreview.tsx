import { useTranslation } from 'react-i18next';
import type { ProjectRow, Subject, SystemRow } from '@/api/health';
import { useFormat } from '@/i18n/format';
import { Link } from '@/ui/Link';
import { useSay, Verdict } from './Chips';
import { fired, troubled } from './model';

/** The panel beside the table: the two words, the sides that are not well, every rule that fired. */
export function HealthPreview({ row, subject }: { row: ProjectRow | SystemRow; subject: Subject }) {
  const { t } = useTranslation();
  const f = useFormat();
  const say = useSay();
  const results = fired(row.reasons);
  return (
    <div className="flex flex-col gap-4">
      <div>
        <h2 className="text-section">{f.name(row)}</h2>
        <p className="text-ink-soft text-note">
          {row.code} · {f.pick(row.sectionName, row.sectionNameEn)}
        </p>
      </div>
      <p className="flex flex-wrap gap-x-4">
        {subject === 'projects' && (
          <span>
            {t('health:column.declared')} <Verdict colour={row.declared} />
          </span>
        )}
        <span>
          {t('health:column.overall')} <Verdict colour={row.overall} />
        </span>
      </p>
      {row.disagreement && <p className="text-bad">{t('health:disagreementSaid')}</p>}
      <p className="text-note">
        {troubled(row.dimensions)
          .map((s) =>
            t('health:sideSaid', { side: t(`health:side.${s.dimension}`), word: t(`health:colour.${s.verdict}`) }),
          )
          .join(t('common:listSeparator')) || t('health:allWell')}
      </p>
      <ul className="border-line border-t">
        {results.map((r) => (
          <li key={r.rule} className="flex flex-col gap-0.5 border-line border-b py-2">
            <Verdict colour={r.verdict} />
            <span>{say(r)}</span>
          </li>
        ))}
      </ul>
      {subject === 'projects' ? (
        <Link to="/projects/$id/health" params={{ id: row.id }}>
          {t('health:openEvidence')}
        </Link>
      ) : (
        <Link to="/systems/$id" params={{ id: row.id }} search={{ tab: 'health' }}>
          {t('health:openEvidence')}
        </Link>
      )}
    </div>
  );
}
