import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteReport, publishReport, type Report, type ReportView } from '@/api/projects';
import { useFormat } from '@/i18n/format';
import { ActDialog } from '@/ui/act/ActDialog';
import { useAct } from '@/ui/act/useAct';
import { Button } from '@/ui/Button';
import { Card, Section } from '@/ui/Page';
import { toast } from '@/ui/toast';
import { ReportCompare } from './ReportCompare';
import { ReportText } from './ReportText';

/** The draft under way: what it will say beside the last published one, and the act that fixes it for good. */
export function ReportDraft({ report, previous }: { report: ReportView; previous?: Report }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const [asks, setAsks] = useState<'publish' | 'delete' | null>(null);
  const { projectId, id, version } = report;
  const publish = useAct({
    send: (intent) => publishReport(projectId, id, version, intent),
    onDone: () => toast(t('reports:publishedToast')),
  });
  const remove = useAct({
    send: () => deleteReport(projectId, id, version),
    onDone: () => toast(t('reports:deletedToast')),
  });
  return (
    <Card className="border-accent">
      <Section
        title={t('reports:draft', { on: f.day(report.asOf) })}
        actions={
          <span className="flex flex-wrap gap-2">
            <Button variant="quiet" can={report.can?.delete} onPress={() => setAsks('delete')}>
              {t('reports:delete')}
            </Button>
            <Button
              can={report.can?.update}
              onPress={() =>
                void navigate({ to: '/projects/$id/reports/$rid/edit', params: { id: projectId, rid: id } })
              }
            >
              {t('reports:continue')}
            </Button>
            <Button variant="main" can={report.can?.publish} onPress={() => setAsks('publish')}>
              {t('reports:publish')}
            </Button>
          </span>
        }
      >
        <ReportCompare report={report} previous={previous} />
        <ReportText report={report} />
      </Section>
      <ActDialog
        title={t('reports:publishTitle', { on: f.day(report.asOf) })}
        effect={t('reports:publishEffect')}
        verb={t('reports:publish')}
        act={publish}
        isOpen={asks === 'publish'}
        onClose={() => setAsks(null)}
      />
      <ActDialog
        title={t('reports:deleteTitle')}
        effect={t('reports:deleteEffect')}
        verb={t('reports:delete')}
        danger
        act={remove}
        isOpen={asks === 'delete'}
        onClose={() => setAsks(null)}
      />
    </Card>
  );
}
