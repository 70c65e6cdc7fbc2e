import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteMeeting, type Meeting, meetingOptions, openMeeting } from '@/api/meetings';
import { useFormat } from '@/i18n/format';
import { ActDialog } from '@/ui/act/ActDialog';
import { ReasonDialog } from '@/ui/act/ReasonDialog';
import { useAct } from '@/ui/act/useAct';
import { Button } from '@/ui/Button';
import { History } from '@/ui/fields/History';
import { PageHead } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { Tabs } from '@/ui/Tabs';
import { toast } from '@/ui/toast';
import { Agenda } from './Agenda';
import { Attendance } from './Attendance';
import { MeetingChip } from './Chips';
import { meetingFields } from './fields';
import { Material } from './Material';
import { Minutes } from './Minutes';
import { meetingTabs } from './search';

export type MeetingTab = (typeof meetingTabs)[number];

/** One meeting: its agenda and what was decided, its material, who came, its minutes. */
export function MeetingPage({ id, tab }: { id: string; tab: MeetingTab }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const { data: m, error, refetch } = useQuery(meetingOptions(id));
  if (error && !m) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!m) return <SkeletonPage />;
  const undecided = m.items.filter((x) => !x.decision).length;
  const shown = meetingTabs.filter((key) => key !== 'history' || m.prepares);
  const content: Record<MeetingTab, React.ReactNode> = {
    agenda: <Agenda meeting={m} />,
    material: <Material meeting={m} />,
    attendance: <Attendance meeting={m} />,
    minutes: <Minutes meeting={m} />,
    history: <History noun="meetings" id={id} fields={meetingFields} />,
  };
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={f.name(m)}
        answer={
          <span className="flex flex-wrap items-baseline gap-x-4">
            <MeetingChip state={m.state} />
            <span>
              {f.day(m.heldOn)} {m.startsAt}
              {m.endsAt && `–${m.endsAt}`}
            </span>
            {m.place && <span>{m.place}</span>}
            {m.state !== 'confirmed' && <span>{t('meetings:undecided', { count: undecided })}</span>}
          </span>
        }
        actions={<Actions meeting={m} />}
      />
      <Tabs
        label={t('meetings:tabs.label')}
        chosen={tab}
        onChange={(key) =>
          void navigate({
            to: '/meetings/$id',
            params: { id },
            search: { tab: key as MeetingTab },
            replace: true,
            resetScroll: false,
          })
        }
        tabs={shown.map((key) => ({ key, label: t(`meetings:tabs.${key}`), content: content[key] }))}
      />
    </div>
  );
}

function Actions({ meeting: m }: { meeting: Meeting }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const [open, setOpen] = useState<'open' | 'delete'>();
  const act = useAct({
    send: (intent) => openMeeting(m.id, m.version, intent),
    onDone: () => toast(t('meetings:opened', { name: f.name(m) })),
  });
  return (
    <>
      {m.state === 'preparing' && (
        <Button can={m.can.delete} variant="quiet" onPress={() => setOpen('delete')}>
          {t('common:delete')}
        </Button>
      )}
      {m.state !== 'confirmed' && (
        <Button can={m.can.update} onPress={() => void navigate({ to: '/meetings/$id/edit', params: { id: m.id } })}>
          {t('common:edit')}
        </Button>
      )}
      {m.state === 'preparing' && (
        <Button can={m.can.open} variant="main" onPress={() => setOpen('open')}>
          {t('meetings:open')}
        </Button>
      )}
      {open === 'open' && (
        <ActDialog
          title={t('meetings:openTitle', { name: f.name(m) })}
          effect={t('meetings:openEffect')}
          verb={t('meetings:open')}
          act={act}
          isOpen
          onClose={() => setOpen(undefined)}
        />
      )}
      {open === 'delete' && (
        <ReasonDialog
          title={t('meetings:deleteTitle', { name: f.name(m) })}
          effect={t('meetings:deleteEffect')}
          verb={t('common:delete')}
          danger
          send={(reason) => deleteMeeting(m.id, m.version, reason)}
          onDone={() => {
            toast(t('meetings:deleted', { name: f.name(m) }));
            void navigate({ to: '/meetings' });
          }}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}
