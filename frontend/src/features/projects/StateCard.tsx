import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '@/api/problem';
import { actOnProject, deleteProject, type Project, stopProject } from '@/api/projects';
import { i18n } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { ActDialog } from '@/ui/act/ActDialog';
import { faultAt } from '@/ui/act/Refusal';
import { useAct } from '@/ui/act/useAct';
import { Button } from '@/ui/Button';
import { Card, Section } from '@/ui/Page';
import { TextArea } from '@/ui/TextField';
import { toast } from '@/ui/toast';

type Asked = 'activate' | 'complete' | 'stop' | 'delete';

export interface StateCardProps {
  project: Project;
  /** The start of execution with what stands against it, and what stands against the end; the gates give both. */
  execution: ReactNode;
  completion: ReactNode;
}

/** Where the project stands in its life, since when, and what may come next. */
export function StateCard({ project, execution, completion }: StateCardProps) {
  const { t } = useTranslation();
  const f = useFormat();
  const [asked, setAsked] = useState<Asked | null>(null);
  const since = {
    draft: project.createdAt,
    active: project.activatedOn,
    execution: project.executionStartedOn,
    completed: project.endedOn,
    stopped: project.endedOn,
  }[project.state];
  const act = (name: Asked, danger = false) => (
    <Button can={project.can?.[name]} variant={danger ? 'danger' : 'plain'} onPress={() => setAsked(name)}>
      {t(`projects:verb.${name}`)}
    </Button>
  );
  return (
    <Card>
      <Section title={t('projects:life')}>
        <p>
          <span className="font-bold">{t(`projects:state.${project.state}`)}</span>
          {since && (
            <span className="ml-2 text-ink-soft">{t('projects:since', { on: f.dayShort(since.slice(0, 10)) })}</span>
          )}
        </p>
        <p className="measure text-ink-soft">{t(`projects:stateHelp.${project.state}`)}</p>
        {project.state === 'active' && execution}
        {project.state === 'execution' && completion}
        <div className="no-print flex flex-wrap gap-2">
          {project.state === 'draft' && act('activate')}
          {project.state === 'execution' && act('complete')}
          {project.state === 'draft' && act('delete', true)}
          {(project.state === 'active' || project.state === 'execution') && act('stop', true)}
        </div>
      </Section>
      {asked && <Ask key={asked} project={project} act={asked} onClose={() => setAsked(null)} />}
    </Card>
  );
}

function Ask({ project, act: name, onClose }: { project: Project; act: Asked; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [reason, setReason] = useState('');
  const needsReason = name === 'stop' || name === 'delete';
  const act = useAct<unknown>({
    send: (intent) => {
      if (name === 'delete') return deleteProject(project.id, project.version, reason.trim());
      if (name === 'stop') return stopProject(project.id, project.version, intent, reason.trim());
      return actOnProject(project.id, name, project.version, intent);
    },
    onDone: () => {
      toast(t(`projects:actDone.${name}`, { code: project.code }));
      if (name === 'delete') void navigate({ to: '/projects' });
    },
  });
  const explain = (p: Problem) => {
    const key = `projects:actRefused.${p.params.reason}`;
    return p.code === 'conflict' && i18n.exists(key) ? (
      <p>{t(key, { gate: p.params.gate, count: Array.isArray(p.params.ids) ? p.params.ids.length : 0 })}</p>
    ) : null;
  };
  return (
    <ActDialog
      title={t(`projects:actTitle.${name}`, { code: project.code })}
      effect={t(`projects:actEffect.${name}`)}
      verb={t(`projects:verb.${name}`)}
      danger={needsReason}
      act={act}
      isOpen
      onClose={onClose}
      explain={explain}
      waits={needsReason && !reason.trim() ? t('projects:reasonFirst') : undefined}
    >
      {needsReason && (
        <TextArea
          label={t('common:reason')}
          help={t('common:reasonHelp')}
          required
          value={reason}
          onChange={setReason}
          maxLength={name === 'stop' ? 1000 : 500}
          error={faultAt(t, act.problem, 'reason')}
        />
      )}
    </ActDialog>
  );
}
