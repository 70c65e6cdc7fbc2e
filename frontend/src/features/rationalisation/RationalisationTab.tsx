import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Assessment, type Criterion, type Detail, detailOptions, settingsOptions } from '@/api/rationalisation';
import { useFormat } from '@/i18n/format';
import { Button } from '@/ui/Button';
import { Disclosure } from '@/ui/facts';
import { FactSheet } from '@/ui/fields/FactSheet';
import { ButtonLink } from '@/ui/Link';
import { Section } from '@/ui/Page';
import { EmptyState, FailedState, SkeletonRows } from '@/ui/states';
import { QuadrantChip, Rows, ScoreText, Word } from './Chips';
import { FactText } from './FactText';
import { profileFields } from './fields';
import { ImpactList } from './ImpactList';
import { leaseTone } from './model';

/** What is the system worth, how fit is it, what is to become of it, and what stops with it? */
export function RationalisationTab({ id }: { id: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { data: d, error, refetch } = useQuery(detailOptions(id));
  const settings = useQuery(settingsOptions()).data;
  if (error && !d) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!d || !settings) return <SkeletonRows />;
  const criteria = [...(settings.business ?? []), ...(settings.technical ?? [])];
  return (
    <div className="flex flex-col gap-8">
      <Present detail={d} criteria={criteria} />
      <ProfilePart detail={d} />
      <Section
        title={t('rationalisation:impact.title')}
        actions={
          <ButtonLink to="/rationalisation/dependencies/$id" params={{ id }}>
            {t('rationalisation:graph.open')}
          </ButtonLink>
        }
      >
        <ImpactList id={id} />
      </Section>
      {d.past.length > 0 && (
        <Section title={t('rationalisation:past.title')} note={f.number(d.past.length)}>
          {d.past.map((p) => (
            <Disclosure
              key={p.id}
              summary={
                <span className="inline-flex flex-wrap gap-x-4">
                  <span>{f.day(p.assessedOn)}</span>
                  <QuadrantChip item={p} />
                  <span className="text-ink-soft">{p.assessedByName}</span>
                </span>
              }
            >
              <Answers of={p} criteria={criteria} facts={[]} />
            </Disclosure>
          ))}
        </Section>
      )}
    </div>
  );
}

function Present({ detail: d, criteria }: { detail: Detail; criteria: Criterion[] }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const p = d.present;
  const act = (
    <Button
      can={d.can.assess}
      variant={p ? 'plain' : 'main'}
      onPress={() => void navigate({ to: '/rationalisation/assess/$id', params: { id: d.system.id } })}
    >
      {t(p ? 'rationalisation:assess.again' : 'rationalisation:assess.first')}
    </Button>
  );
  if (!p)
    return (
      <Section title={t('rationalisation:present.title')} actions={act}>
        <EmptyState title={t('rationalisation:present.none')} hint={t('rationalisation:present.noneHint')} />
      </Section>
    );
  return (
    <Section title={t('rationalisation:present.title')} actions={act}>
      <p className="flex flex-wrap items-baseline gap-x-6 gap-y-1">
        <span className="font-bold">
          <QuadrantChip item={p} />
        </span>
        <span>
          {t('rationalisation:field.business')} <ScoreText value={p.businessScore} />
        </span>
        <span>
          {t('rationalisation:field.technical')} <ScoreText value={p.technicalScore} />
        </span>
        <span>
          {t('rationalisation:field.disposition')}{' '}
          {t(p.disposition ? `rationalisation:disposition.${p.disposition}` : 'rationalisation:disposition.open')}
        </span>
        <span className="text-ink-soft">
          {t('rationalisation:present.by', { on: f.day(p.assessedOn), name: p.assessedByName ?? '' })}
        </span>
      </p>
      {p.merger && <p className="measure text-ink-soft">{t('rationalisation:present.merger')}</p>}
      {p.quadrant === 'unjudged' && (
        <p className="measure text-unknown">
          {t('rationalisation:present.unjudged', { business: p.businessOpen, technical: p.technicalOpen })}
        </p>
      )}
      {p.rationale && <p className="measure whitespace-pre-line">{p.rationale}</p>}
      <Answers of={p} criteria={criteria} facts={d.facts} />
      <p className="flex flex-wrap gap-x-6">
        <span>
          {t('rationalisation:present.overlaps')}{' '}
          <Rows figure={d.overlaps} name={t('rationalisation:present.overlaps')} />
        </span>
        <span>
          {t('rationalisation:present.cases')} <Rows figure={d.cases} name={t('rationalisation:present.cases')} />
        </span>
      </p>
    </Section>
  );
}

/** The answers as they were given, each with what the records know beside it. */
function Answers({ of: p, criteria, facts }: { of: Assessment; criteria: Criterion[]; facts: Detail['facts'] }) {
  const { t } = useTranslation();
  const f = useFormat();
  const head = 'border-line-strong border-b py-1 pr-4 text-left font-normal text-note text-ink-soft whitespace-nowrap';
  const cell = 'border-line border-b py-1.5 pr-4 align-top';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="overflow-x-auto" aria-label={t('rationalisation:answers')} tabIndex={0}>
      <table className="w-full border-separate border-spacing-0">
        <thead>
          <tr>
            <th scope="col" className={head}>
              {t('rationalisation:column.criterion')}
            </th>
            <th scope="col" className={`num ${head}`}>
              {t('rationalisation:column.weight')}
            </th>
            <th scope="col" className={`num ${head}`}>
              {t('rationalisation:column.score')}
            </th>
            {facts.length > 0 && (
              <th scope="col" className={head}>
                {t('rationalisation:column.facts')}
              </th>
            )}
            <th scope="col" className={head}>
              {t('rationalisation:column.note')}
            </th>
          </tr>
        </thead>
        <tbody>
          {criteria.map((c) => {
            const a = p.answers?.find((x) => x.criterion === c.id);
            return (
              <tr key={c.id}>
                <th scope="row" className={`${cell} min-w-40 text-left font-normal`}>
                  {f.name(c)}
                </th>
                <td className={`num ${cell} text-ink-soft`}>{c.weight}</td>
                <td className={`num ${cell} font-bold`}>
                  {a?.score ?? <span className="font-normal text-unknown">{t('rationalisation:unanswered')}</span>}
                </td>
                {facts.length > 0 && (
                  <td className={`${cell} min-w-48`}>
                    {facts
                      .filter((x) => x.criterion === c.id)
                      .map((x) => (
                        <FactText key={x.kind} fact={x} />
                      ))}
                  </td>
                )}
                <td className={`${cell} min-w-32`}>{a?.note || '—'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function ProfilePart({ detail: d }: { detail: Detail }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const p = d.profile;
  return (
    <Section
      title={t('profiles:title')}
      actions={
        <Button
          can={d.can.describe}
          onPress={() => void navigate({ to: '/rationalisation/profile/$id', params: { id: d.system.id } })}
        >
          {t(p ? 'common:edit' : 'profiles:describe')}
        </Button>
      }
    >
      {p ? (
        <>
          {p.leaseEndsOn && (
            <p>
              <Word tone={leaseTone[d.lease]}>{t(`rationalisation:lease.${d.lease}`)}</Word>
            </p>
          )}
          <FactSheet
            noun="profiles"
            fields={profileFields}
            record={{ ...p, capabilities: d.capabilities, successorName: d.successor?.name }}
            sections={['work', 'care', 'renewal']}
            render={{
              capabilityIds:
                d.capabilities.length > 0
                  ? d.capabilities.map((c) => f.name(c)).join(t('common:listSeparator'))
                  : t('rationalisation:unknown'),
            }}
          />
        </>
      ) : (
        <EmptyState title={t('profiles:none')} hint={t('profiles:noneHint')} />
      )}
    </Section>
  );
}
