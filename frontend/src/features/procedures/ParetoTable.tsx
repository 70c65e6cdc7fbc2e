import { useTranslation } from 'react-i18next';
import type { Pareto } from '@/api/procedures';
import { useFormat } from '@/i18n/format';
import { Bullet } from '@/ui/chart/Bullet';
import { HrefLink } from '@/ui/HrefLink';
import { Link } from '@/ui/Link';
import { Section } from '@/ui/Page';
import { ClassText } from './Chips';
import { linked } from './ShareTable';

const head = 'py-1 pl-4 font-normal whitespace-nowrap';

/** Which few procedures make up most of the applications, and are they the ones that need no visit? */
export function ParetoTable({ pareto: p }: { pareto: Pareto }) {
  const { t } = useTranslation();
  const f = useFormat();
  const rows = p.rows.slice(0, Math.max(12, Math.min(p.rows.length, p.vital.value ?? 0)));
  return (
    <Section
      title={t('procedures:pareto.title')}
      note={
        p.vital.value
          ? t('procedures:pareto.answer', { count: p.vital.value, n: f.number(p.vital.value), percent: p.percent })
          : undefined
      }
      actions={
        p.vital.value ? (
          <HrefLink href={p.vital.rows} className={linked}>
            {t('procedures:pareto.rows')}
          </HrefLink>
        ) : undefined
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="overflow-x-auto" aria-label={t('procedures:pareto.title')} tabIndex={0}>
        <table className="w-full min-w-3xl">
          <thead>
            <tr className="border-line-strong border-b text-left text-note text-ink-soft">
              <th scope="col" className="py-1 font-normal">
                {t('procedures:field.name')}
              </th>
              <th scope="col" className={head}>
                {t('procedures:field.sectionId')}
              </th>
              <th scope="col" className={head}>
                {t('procedures:field.currentClass')}
              </th>
              <th scope="col" className={head}>
                {t('procedures:field.potentialClass')}
              </th>
              <th scope="col" className={`num ${head}`}>
                {t('procedures:field.volume')}
              </th>
              <th scope="col" className={`num ${head}`}>
                {t('procedures:pareto.share')}
              </th>
              <th scope="col" className={head}>
                {t('procedures:pareto.cumulative')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((r) => (
              <tr key={r.id} className="h-9 border-line border-b">
                <th scope="row" className="min-w-44 text-left font-normal">
                  <Link to="/procedures/$id" params={{ id: r.id }}>
                    {f.name(r)}
                  </Link>
                </th>
                <td className="whitespace-nowrap pl-4">{f.pick(r.sectionName, r.sectionNameEn)}</td>
                <td className="pl-4">
                  <ClassText value={r.currentClass} />
                </td>
                <td className="pl-4">
                  <ClassText value={r.potentialClass} />
                </td>
                <td className="num pl-4">{f.number(r.volume)}</td>
                <td className="num pl-4">{r.share === null ? '—' : f.percent(r.share, 1)}</td>
                <td className="w-40 pl-4">
                  <Bullet
                    value={r.cumulative}
                    of={100}
                    text={r.cumulative === null ? '—' : f.percent(r.cumulative, 1)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="text-note text-ink-soft">
        {t('procedures:pareto.note', {
          measured: f.number(p.measured.value ?? 0),
          unmeasured: f.number(p.unmeasured.value ?? 0),
        })}
      </p>
    </Section>
  );
}
