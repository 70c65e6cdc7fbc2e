import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { createMeeting, type Meeting, type MeetingEdit, meetingOptions, updateMeeting } from '@/api/meetings';
import { keyOf } from '@/api/queries';
import { useFormat } from '@/i18n/format';
import { RecordForm } from '@/ui/form/RecordForm';
import { PageHead } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { toast } from '@/ui/toast';
import { meetingEdit, meetingFields } from './fields';

/** Calls a meeting, or changes when and where it is. */
export function MeetingForm({ id }: { id?: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { data: m, error, refetch } = useQuery({ ...meetingOptions(id ?? ''), enabled: id !== undefined });
  if (id && error && !m) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (id && !m) return <SkeletonPage />;
  const open = (to: string) => void navigate({ to: '/meetings/$id', params: { id: to } });
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={m ? t('meetings:editTitle', { name: f.name(m) }) : t('meetings:new')}
        answer={t(m ? 'meetings:editAnswer' : 'meetings:newAnswer')}
      />
      <RecordForm<Meeting>
        noun="meetings"
        fields={m ? meetingEdit : meetingFields}
        record={m}
        defaults={{ startsAt: '11:00', endsAt: '12:00' }}
        verb={t(m ? 'meetings:save' : 'meetings:call')}
        can={m?.can.update}
        save={(body, { version, intent }) => {
          const draft = body as unknown as MeetingEdit;
          return id && version !== undefined ? updateMeeting(id, draft, version) : createMeeting(draft, intent);
        }}
        onSaved={(saved) => {
          cache.setQueryData(keyOf.one('meetings', saved.id), saved);
          void cache.invalidateQueries({ queryKey: keyOf.all('meetings') });
          toast(t(id ? 'meetings:saved' : 'meetings:called', { name: f.name(saved) }));
          open(saved.id);
        }}
        onCancel={() => (id ? open(id) : void navigate({ to: '/meetings' }))}
      />
    </div>
  );
}
