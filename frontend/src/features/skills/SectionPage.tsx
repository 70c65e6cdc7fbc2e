import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import {
  createHolding,
  deleteHolding,
  type SectionSkills,
  type SkillSettings,
  sectionSkillsOptions,
  skillSummaryOptions,
  updateHolding,
} from '@/api/skills';
import { useFormat } from '@/i18n/format';
import { today } from '@/lib/dates';
import { AskDialog } from '@/ui/act/AskDialog';
import { Button } from '@/ui/Button';
import { Link } from '@/ui/Link';
import { PageHead, Section } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { FailedState, SkeletonPage } from '@/ui/states';
import { toast } from '@/ui/toast';
import { deleteFields, holdingFields } from './fields';
import { gapTone, holdingOf, levels } from './model';
import { CellText } from './SectionTable';

const head = 'num py-1 pl-4 font-normal whitespace-nowrap';

/** One section: who is there at which level, how many are needed, and what is done about it. */
export function SectionPage({ id }: { id: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { data: d, error, refetch } = useQuery(sectionSkillsOptions(id));
  const settings = useQuery(skillSummaryOptions()).data?.settings;
  if (error && !d) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!d || !settings) return <SkeletonPage />;
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={t('skills:section.title', { name: f.name(d) })}
        code={d.code}
        answer={
          <span className="flex flex-wrap items-baseline gap-x-4">
            <StatusChip tone={gapTone[d.gap]}>{t(`skills:gap.${d.gap}`, { n: f.number(d.short) })}</StatusChip>
            <span>{t('skills:section.sub')}</span>
          </span>
        }
      />
      <Counts section={d} settings={settings} />
      <Trainings section={d} settings={settings} />
      <p className="measure text-note text-ink-soft">
        {t('skills:section.evidence')} <Link to="/maturity">{t('skills:section.maturity')}</Link>
      </p>
    </div>
  );
}

function Counts({ section: d, settings }: { section: SectionSkills; settings: SkillSettings }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [editing, setEditing] = useState<string>();
  const [deleting, setDeleting] = useState<string>();
  const name = (skill: string) => {
    const k = settings.skills.find((x) => x.id === skill);
    return f.pick(k?.name ?? skill, k?.nameEn);
  };
  const gone = holdingOf(d.holdings, deleting ?? '');
  return (
    <Section title={t('skills:section.counts')} note={t('skills:section.countsNote')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="overflow-x-auto" aria-label={t('skills:section.counts')} tabIndex={0}>
        <table className="w-full min-w-3xl">
          <thead>
            <tr className="border-line-strong border-b text-ink-soft text-note">
              <th scope="col" className="py-1 text-left font-normal">
                {t('skills:field.skill')}
              </th>
              {settings.levels.map((l) => (
                <th key={l.name} scope="col" className={head}>
                  {f.pick(l.name, l.nameEn)}
                </th>
              ))}
              <th scope="col" className={head}>
                {t('skills:section.needed')}
              </th>
              <th scope="col" className="py-1 pl-6 text-left font-normal">
                {t('skills:section.state')}
              </th>
              <th scope="col" className={head}>
                {t('skill_holdings:field.asOf')}
              </th>
              <th scope="col" className="no-print">
                <span className="sr-only">{t('common:edit')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {d.cells.map((c) => (
              <tr key={c.skill} className="h-9 border-line border-b">
                <th scope="row" className="whitespace-nowrap text-left font-normal">
                  {name(c.skill)}
                </th>
                {levels.map((n) => (
                  <td key={n} className="num pl-4">
                    {c.levels[n - 1] ?? (
                      <span className="text-unknown">{t(c.hidden ? 'skills:cell.few' : 'common:chart.unknown')}</span>
                    )}
                  </td>
                ))}
                <td className="num pl-4">{f.number(c.needed)}</td>
                <td className="pl-6 py-1">
                  <CellText cell={c} />
                </td>
                <td className="num pl-4 whitespace-nowrap">
                  {c.asOf ? f.day(c.asOf) : <span className="text-ink-faint">—</span>}
                </td>
                <td className="no-print pl-4">
                  <span className="flex justify-end gap-1">
                    {c.holdingId && (
                      <Button
                        variant="quiet"
                        can={d.can.count}
                        label={t('skills:section.deleteOf', { skill: name(c.skill) })}
                        onPress={() => setDeleting(c.skill)}
                      >
                        {t('common:delete')}
                      </Button>
                    )}
                    <Button
                      variant="quiet"
                      can={d.can.count}
                      label={t('skills:section.countOf', { skill: name(c.skill) })}
                      onPress={() => setEditing(c.skill)}
                    >
                      {t('skills:section.count')}
                    </Button>
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {editing && (
        <CountDialog section={d} skill={editing} name={name(editing)} onClose={() => setEditing(undefined)} />
      )}
      {gone && (
        <AskDialog
          title={t('skills:section.deleteOf', { skill: name(gone.skill) })}
          verb={t('common:delete')}
          danger
          waits={t('skills:waits')}
          fields={deleteFields}
          send={(body) => deleteHolding(gone.id, gone.version, String(body.deleteReason))}
          onDone={() => toast(t('skills:section.deleted'))}
          onClose={() => setDeleting(undefined)}
        />
      )}
    </Section>
  );
}

function CountDialog({
  section: d,
  skill,
  name,
  onClose,
}: {
  section: SectionSkills;
  skill: string;
  name: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const held = holdingOf(d.holdings, skill);
  return (
    <AskDialog
      title={t('skills:section.countOf', { skill: name })}
      effect={t('skills:section.effect')}
      verb={t('skills:section.save')}
      waits={t('skills:waits')}
      fields={held ? holdingFields : holdingFields.filter((x) => x.key !== 'reason')}
      initial={held ? { ...held, asOf: today() } : { level1: 0, level2: 0, level3: 0, level4: 0, asOf: today() }}
      send={(body, intent) => {
        const draft = { ...body, sectionId: d.id, skill } as unknown as Schemas['SkillsHoldingEdit'];
        return held ? updateHolding(held.id, draft, held.version) : createHolding(draft, intent);
      }}
      onDone={() => toast(t('skills:section.saved', { skill: name }))}
      onClose={onClose}
    />
  );
}

function Trainings({ section: d, settings }: { section: SectionSkills; settings: SkillSettings }) {
  const { t } = useTranslation();
  const f = useFormat();
  const number = (n: number | null | undefined, done: boolean) =>
    n === null || n === undefined ? (
      <span className="text-unknown">{t(done ? 'common:chart.unknown' : 'skills:training.notYet')}</span>
    ) : (
      f.number(n)
    );
  return (
    <Section title={t('skills:training.title')} note={t('skills:training.note')}>
      {d.trainings.length === 0 ? (
        <p className="text-ink-soft">{t('skills:training.none')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className="overflow-x-auto" aria-label={t('skills:training.title')} tabIndex={0}>
          <table className="w-full min-w-3xl">
            <thead>
              <tr className="border-line-strong border-b text-left text-ink-soft text-note">
                {(['title', 'skill', 'level'] as const).map((k) => (
                  <th key={k} scope="col" className="py-1 pr-4 font-normal">
                    {t(`skills:training.${k}Head`)}
                  </th>
                ))}
                {(['plannedOn', 'people', 'doneOn', 'trained', 'reached'] as const).map((k) => (
                  <th key={k} scope="col" className={head}>
                    {t(`skill_holdings:field.trainings_${k}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {d.trainings.map((x) => {
                const k = settings.skills.find((s) => s.id === x.skill);
                const l = settings.levels[x.level - 1];
                return (
                  <tr key={x.skill + x.title + x.plannedOn} className="h-9 border-line border-b">
                    <th scope="row" className="min-w-48 pr-4 text-left font-normal">
                      {x.title}
                    </th>
                    <td className="whitespace-nowrap pr-4">{f.pick(k?.name ?? x.skill, k?.nameEn)}</td>
                    <td className="whitespace-nowrap pr-4">{l && f.pick(l.name, l.nameEn)}</td>
                    <td className="num whitespace-nowrap pl-4">{f.day(x.plannedOn)}</td>
                    <td className="num pl-4">{f.number(x.people)}</td>
                    <td className="num whitespace-nowrap pl-4">
                      {x.doneOn ? (
                        f.day(x.doneOn)
                      ) : x.late ? (
                        <StatusChip tone="warn">{t('skills:training.late')}</StatusChip>
                      ) : (
                        t('skills:training.notYet')
                      )}
                    </td>
                    <td className="num pl-4">{number(x.trained, Boolean(x.doneOn))}</td>
                    <td className="num pl-4">{number(x.reached, Boolean(x.doneOn))}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </section>
      )}
    </Section>
  );
}
