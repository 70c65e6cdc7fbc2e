import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import {
  answerSkills,
  createNeed,
  deleteNeed,
  type SkillNeed,
  type SubjectKind,
  type SubjectSkills,
  subjectSkillsOptions,
  updateNeed,
} from '@/api/skills';
import { useFormat } from '@/i18n/format';
import type { Draft } from '@/lib/fields';
import { AskDialog } from '@/ui/act/AskDialog';
import { Button } from '@/ui/Button';
import { Link } from '@/ui/Link';
import { Section } from '@/ui/Page';
import { FailedState, SkeletonRows } from '@/ui/states';
import { toast } from '@/ui/toast';
import { SharedChip } from './Chips';
import { answerFields, deleteFields, needFields } from './fields';

/** What the work of a system or a project hangs on, and which roles a project needs. */
export function SubjectPart({ kind, id }: { kind: SubjectKind; id: string }) {
  const { data: d, error, refetch } = useQuery(subjectSkillsOptions(kind, id));
  if (error && !d) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!d) return <SkeletonRows />;
  return (
    <div className="flex flex-col gap-8">
      <Answers kind={kind} subject={d} />
      {kind === 'projects' && <Needs subject={d} />}
    </div>
  );
}

/** The signal beside health: it colours nothing there, since health has rules of its own. */
export function KeyPersonSignal({ kind, id }: { kind: SubjectKind; id: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { data: d } = useQuery(subjectSkillsOptions(kind, id));
  if (!d) return null;
  const to =
    kind === 'systems'
      ? ({ to: '/systems/$id', params: { id }, search: { tab: 'skills' } } as const)
      : ({ to: '/projects/$id/skills', params: { id } } as const);
  return (
    <Section title={t('skills:signal.title')} note={t('skills:signal.note')}>
      <p className="flex flex-wrap items-baseline gap-x-4">
        <SharedChip standing={d.standing} stale={d.stale} />
        {d.answeredOn && <span className="text-ink-soft">{t('skills:answered', { on: f.day(d.answeredOn) })}</span>}
        <Link {...to} className="min-h-6 py-0.5">
          {t('skills:signal.open')}
        </Link>
      </p>
    </Section>
  );
}

function Answers({ kind, subject: d }: { kind: SubjectKind; subject: SubjectSkills }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [open, setOpen] = useState(false);
  const last = d.answers[0];
  return (
    <Section
      title={t('skills:key.title')}
      actions={
        !d.ended && (
          <Button can={d.can.answer} onPress={() => setOpen(true)}>
            {t('skills:key.answer')}
          </Button>
        )
      }
    >
      <p className="flex flex-wrap items-baseline gap-x-4">
        <SharedChip standing={d.standing} stale={d.stale} />
        <span className="text-ink-soft">
          {d.stale ? t('skills:staleText', { days: f.number(d.freshDays) }) : t(`skills:standingText.${d.standing}`)}
        </span>
      </p>
      {d.answers.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className="overflow-x-auto" aria-label={t('skills:key.title')} tabIndex={0}>
          <table className="w-full min-w-2xl">
            <thead>
              <tr className="border-line-strong border-b text-left text-ink-soft text-note">
                {(['on', 'people', 'work', 'backupPostId', 'by'] as const).map((k) => (
                  <th key={k} scope="col" className="py-1 pr-4 font-normal">
                    {t(`skills:key.head.${k}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {d.answers.map((a) => (
                <tr key={a.id} className="h-9 border-line border-b align-top">
                  <td className="whitespace-nowrap py-1.5 pr-4">{f.day(a.on)}</td>
                  <td className="whitespace-nowrap py-1.5 pr-4">
                    {a.people === undefined || a.people === null ? (
                      <span className="text-unknown">{t('common:chart.unknown')}</span>
                    ) : (
                      t('skills:cell.people', { n: f.number(a.people) })
                    )}
                  </td>
                  <td className="py-1.5 pr-4">
                    {a.work}
                    {a.note && <span className="block text-note text-ink-soft">{a.note}</span>}
                  </td>
                  <td className="py-1.5 pr-4">
                    {f.pick(a.backupTitle, a.backupTitleEn) || <span className="text-ink-faint">—</span>}
                  </td>
                  <td className="py-1.5">{a.answeredByName}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {open && (
        <AskDialog
          title={t('skills:key.answer')}
          effect={t('skills:key.effect')}
          verb={t('skills:key.verb')}
          waits={t('skills:waits')}
          fields={answerFields}
          initial={
            last
              ? {
                  work: last.work,
                  people: last.people ?? null,
                  backupPostId: last.backupPostId ?? '',
                  backupTitle: last.backupTitle,
                  backupTitleEn: last.backupTitleEn,
                }
              : {}
          }
          send={(body, intent) => answerSkills(kind, d.id, body as unknown as Schemas['SkillsAnswerDraft'], intent)}
          onDone={() => toast(t('skills:key.done'))}
          onClose={() => setOpen(false)}
        />
      )}
    </Section>
  );
}

function Needs({ subject: d }: { subject: SubjectSkills }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [editing, setEditing] = useState<SkillNeed | 'new'>();
  const [deleting, setDeleting] = useState<SkillNeed>();
  const name = (n: SkillNeed) => t('skills:need.name', { skill: t(`skills:skill.${n.skill}`), level: n.level });
  return (
    <Section
      title={t('skills:need.title')}
      actions={
        !d.ended && (
          <Button can={d.can.need} onPress={() => setEditing('new')}>
            {t('skills:need.add')}
          </Button>
        )
      }
    >
      {d.needs.length === 0 ? (
        <p className="text-ink-soft">{t('skills:need.none')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className="overflow-x-auto" aria-label={t('skills:need.title')} tabIndex={0}>
          <table className="w-full min-w-2xl">
            <thead>
              <tr className="border-line-strong border-b text-ink-soft text-note">
                <th scope="col" className="py-1 text-left font-normal">
                  {t('skills:field.skill')}
                </th>
                {(['count', 'filled', 'open'] as const).map((k) => (
                  <th key={k} scope="col" className="num py-1 pl-6 font-normal">
                    {t(`skills:field.${k}`)}
                  </th>
                ))}
                <th scope="col" className="no-print">
                  <span className="sr-only">{t('common:edit')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {d.needs.map((n) => (
                <tr key={n.id} className="h-9 border-line border-b">
                  <th scope="row" className="text-left font-normal">
                    {name(n)}
                    {n.note && <span className="block text-note text-ink-soft">{n.note}</span>}
                  </th>
                  <td className="num pl-6">{f.number(n.count)}</td>
                  <td className="num pl-6">
                    {n.filled ?? <span className="text-unknown">{t('common:chart.unknown')}</span>}
                  </td>
                  <td className="num pl-6">
                    {n.open === null ? (
                      <span className="text-unknown">{t('common:chart.unknown')}</span>
                    ) : n.open > 0 ? (
                      <span className="text-bad">■ {f.number(n.open)}</span>
                    ) : (
                      '0'
                    )}
                  </td>
                  <td className="no-print">
                    <span className="flex justify-end gap-1" hidden={d.ended}>
                      <Button
                        variant="quiet"
                        can={d.can.need}
                        label={t('skills:need.deleteOf', { name: name(n) })}
                        onPress={() => setDeleting(n)}
                      >
                        {t('common:delete')}
                      </Button>
                      <Button
                        variant="quiet"
                        can={d.can.need}
                        label={t('skills:need.editOf', { name: name(n) })}
                        onPress={() => setEditing(n)}
                      >
                        {t('common:edit')}
                      </Button>
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {editing && (
        <NeedDialog
          projectId={d.id}
          need={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      )}
      {deleting && (
        <AskDialog
          title={t('skills:need.deleteOf', { name: name(deleting) })}
          verb={t('common:delete')}
          danger
          waits={t('skills:waits')}
          fields={deleteFields}
          send={(body) => deleteNeed(deleting.id, deleting.version, String(body.deleteReason))}
          onDone={() => toast(t('skills:need.deleted'))}
          onClose={() => setDeleting(undefined)}
        />
      )}
    </Section>
  );
}

function NeedDialog({ projectId, need, onClose }: { projectId: string; need?: SkillNeed; onClose: () => void }) {
  const { t } = useTranslation();
  const initial: Draft = need ? { ...need, level: String(need.level) } : { level: '2', count: 1 };
  return (
    <AskDialog
      title={t(need ? 'skills:need.edit' : 'skills:need.add')}
      verb={t('skills:need.save')}
      waits={t('skills:waits')}
      fields={needFields}
      initial={initial}
      send={(body, intent) => {
        const draft = { ...body, level: Number(body.level) } as unknown as Schemas['SkillsNeedDraft'];
        return need ? updateNeed(need.id, draft, need.version) : createNeed(projectId, draft, intent);
      }}
      onDone={() => toast(t('skills:need.saved'))}
      onClose={onClose}
    />
  );
}
