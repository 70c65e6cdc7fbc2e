import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Case, caseOptions } from '@/api/rationalisation';
import { useFormat } from '@/i18n/format';
import { usePrefs } from '@/lib/prefs';
import { DescriptionList } from '@/ui/facts';
import { History } from '@/ui/fields/History';
import { Link } from '@/ui/Link';
import { PageHead, Section } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { CaseActions } from './CaseActions';
import { Word } from './Chips';
import { caseFields } from './fields';
import { caseTone, retirementTone } from './model';

const head = 'border-line-strong border-b py-1 pr-4 text-left font-normal text-note text-ink-soft whitespace-nowrap';
const cell = 'border-line border-b py-1.5 pr-4 align-top';

/** What is merged into what, does it pay, and what stands in the way? */
export function CasePage({ id }: { id: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { data: c, error, refetch } = useQuery(caseOptions(id));
  if (error && !c) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!c) return <SkeletonPage />;
  return (
    <div className="flex flex-col gap-8">
      <PageHead
        title={f.name(c)}
        code={c.code}
        answer={
          <span className="flex flex-wrap items-baseline gap-x-4">
            <Word tone={caseTone[c.state]}>{t(`cases:state.${c.state}`)}</Word>
            <span>{f.pick(c.sectionName, c.sectionNameEn)}</span>
            {c.proposedBy && <span>{t('cases:proposedBy', { name: c.proposedBy })}</span>}
            {c.changedBy.length > 0 && (
              <span>{t('cases:changedBy', { names: c.changedBy.join(t('common:listSeparator')) })}</span>
            )}
            {c.decidedOn && (
              <span>
                {t(c.state === 'dropped' ? 'cases:droppedOn' : 'cases:approvedOn', {
                  on: f.day(c.decidedOn),
                  name: c.decidedBy ?? '',
                })}
              </span>
            )}
            {c.finishedOn && <span>{t('cases:finishedOn', { on: f.day(c.finishedOn) })}</span>}
          </span>
        }
        actions={<CaseActions of={c} />}
      />
      {c.decisionNote && (
        <p className="measure">
          <span className="text-ink-soft">{t('cases:field.decisionNote')}</span> {c.decisionNote}
        </p>
      )}
      <Systems of={c} />
      <Money of={c} />
      {c.summary && (
        <Section title={t('cases:field.summary')}>
          <p className="measure whitespace-pre-line">{c.summary}</p>
        </Section>
      )}
      <Section title={t('cases:history')}>
        <History noun="rationalisation/cases" id={id} fields={caseFields} />
      </Section>
    </div>
  );
}

/** Before and after: what goes, into what, and what still exchanges data with it. */
function Systems({ of: c }: { of: Case }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { yen } = usePrefs();
  return (
    <Section
      title={t('cases:section.systems')}
      note={t('cases:beforeAfter', { before: c.systems.length + c.after.length, after: c.after.length })}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="overflow-x-auto" aria-label={t('cases:section.systems')} tabIndex={0}>
        <table className="w-full border-separate border-spacing-0">
          <thead>
            <tr>
              {(['goes', 'into', 'retireOn', 'state', 'dependants'] as const).map((k) => (
                <th key={k} scope="col" className={head}>
                  {t(`cases:column.${k}`)}
                </th>
              ))}
              <th scope="col" className={`num ${head}`}>
                {t('cases:column.yearCost', { year: f.fiscalYear(c.fiscalYear) })} ({t(`common:yenUnit.${yen}`)})
              </th>
            </tr>
          </thead>
          <tbody>
            {c.systems.map((s) => {
              const state = s.retired ? 'retired' : s.overdue ? 'overdue' : 'ahead';
              return (
                <tr key={s.id}>
                  <th scope="row" className={`${cell} min-w-48 text-left font-normal`}>
                    <Link to="/systems/$id" params={{ id: s.id }} search={{ tab: 'rationalisation' }}>
                      {f.name(s)}
                    </Link>{' '}
                    <span className="text-ink-soft text-note">{s.code}</span>
                  </th>
                  <td className={`${cell} min-w-48`}>
                    <Link to="/systems/$id" params={{ id: s.absorber.id }}>
                      {f.name(s.absorber)}
                    </Link>
                  </td>
                  <td className={`${cell} whitespace-nowrap`}>{f.day(s.retireOn)}</td>
                  <td className={cell}>
                    <Word tone={retirementTone[state]}>{t(`rationalisation:retirement.${state}`)}</Word>
                  </td>
                  <td className={`${cell} min-w-40`}>
                    {s.retired || s.dependants.length === 0 ? (
                      <span className="text-ink-faint">—</span>
                    ) : (
                      <details>
                        <summary className="text-warn">
                          ▲ {t('cases:dependants', { n: f.number(s.dependants.length) })}
                        </summary>
                        <ul>
                          {s.dependants.map((d) => (
                            <li key={d.id}>{f.name(d)}</li>
                          ))}
                        </ul>
                      </details>
                    )}
                  </td>
                  <td className={`num ${cell}`}>
                    {s.yearCost === null ? (
                      <span className="text-unknown">{t('rationalisation:unknown')}</span>
                    ) : (
                      f.yen(s.yearCost)
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      <p className="measure text-note text-ink-soft">{t('cases:rule')}</p>
    </Section>
  );
}

function Money({ of: c }: { of: Case }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { yen } = usePrefs();
  const amount = (n: number | null | undefined) =>
    n === null || n === undefined ? (
      <span className="text-unknown">{t('rationalisation:unknown')}</span>
    ) : (
      `${f.yen(n)} ${t(`common:yenUnit.${yen}`)}`
    );
  return (
    <Section title={t('cases:section.money')}>
      <DescriptionList
        columns={2}
        facts={[
          { key: 'before', label: t('cases:field.runBefore'), value: amount(c.runBefore) },
          { key: 'after', label: t('cases:field.runAfter'), value: amount(c.runAfter) },
          { key: 'saving', label: t('cases:field.saving'), value: amount(c.saving) },
          { key: 'oneOff', label: t('cases:field.oneOff'), value: amount(c.oneOff) },
          {
            key: 'payback',
            label: t('cases:field.payback'),
            value: c.payback === null ? t('cases:noPayback') : t('cases:years', { n: f.number(c.payback, 1) }),
          },
          ...(c.paidBackOn
            ? [
                {
                  key: 'paidBackOn',
                  label: t('cases:field.paidBackOn'),
                  value: (
                    <>
                      {f.day(c.paidBackOn)} {c.paidBack && <Word tone="good">{t('cases:paidBack')}</Word>}
                    </>
                  ),
                },
              ]
            : []),
          { key: 'basis', label: t('cases:field.basis'), value: c.basis || '—' },
        ]}
      />
    </Section>
  );
}
