import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Attendee, type Meeting, seatMeeting } from '@/api/meetings';
import { Problem } from '@/api/problem';
import { useFormat } from '@/i18n/format';
import { type Draft, defineFields } from '@/lib/fields';
import { ActDialog } from '@/ui/act/ActDialog';
import { useAct } from '@/ui/act/useAct';
import { Button } from '@/ui/Button';
import { FieldInput } from '@/ui/form/FieldInput';
import { faultPath, faultsWithin } from '@/ui/form/faults';
import { Section } from '@/ui/Page';
import { toast } from '@/ui/toast';
import { only } from './model';

const parts = ['chair', 'vice', 'member', 'secretariat'] as const;

const seats = defineFields('meetings', [
  {
    key: 'attendees',
    kind: 'rows',
    section: 'attendance',
    help: true,
    fields: [
      { key: 'postId', kind: 'ref', noun: 'posts', nameKey: 'title', nameEnKey: 'titleEn', required: true },
      { key: 'part', kind: 'choice', required: true, options: parts, words: 'meetings:part' },
      {
        key: 'attendance',
        kind: 'choice',
        required: true,
        options: ['present', 'substitute', 'absent'],
        words: 'meetings:attendance',
      },
      { key: 'substitute', kind: 'text', maxLength: 100, when: (d) => d.attendance === 'substitute' },
    ],
  },
]);

/** Who sits in the meeting, by post as it was called then, and who came. */
export function Attendance({ meeting: m }: { meeting: Meeting }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [open, setOpen] = useState(false);
  const came = m.attendees.filter((a) => a.attendance !== 'absent').length;
  return (
    <Section
      title={t('meetings:attendanceTitle')}
      note={t('meetings:came', { came, total: m.attendees.length })}
      actions={
        <span className="no-print">
          <Button can={m.can.update} onPress={() => setOpen(true)}>
            {t('meetings:seat.edit')}
          </Button>
        </span>
      }
    >
      {m.attendees.length === 0 && <p className="text-ink-soft">{t('meetings:seat.none')}</p>}
      {m.attendees.length > 0 && (
        <table className="w-full max-w-4xl">
          <thead>
            <tr className="border-line-strong border-b text-left text-ink-soft text-note">
              {(['part', 'post', 'attendance'] as const).map((k) => (
                <th key={k} scope="col" className="py-1 pr-4 font-normal">
                  {t(`meetings:seat.${k}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {m.attendees.map((a) => (
              <tr key={a.postId} className="h-9 border-line border-b">
                <td className="whitespace-nowrap pr-4">{t(`meetings:part.${a.part}`)}</td>
                <th scope="row" className="pr-4 text-left font-normal">
                  {f.pick(a.title, a.titleEn)}
                </th>
                <td>
                  {a.attendance === 'substitute'
                    ? t('meetings:seat.by', { name: a.substitute })
                    : t(`meetings:attendance.${a.attendance}`)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {open && <SeatDialog meeting={m} onClose={() => setOpen(false)} />}
    </Section>
  );
}

function SeatDialog({ meeting: m, onClose }: { meeting: Meeting; onClose: () => void }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<Draft>({ attendees: m.attendees as unknown as Draft[] });
  const act = useAct({
    send: () => {
      const rows = (draft.attendees as Draft[]).map((a) =>
        only({ ...a, substitute: a.attendance === 'substitute' ? a.substitute : '' }, [
          'postId',
          'part',
          'attendance',
          'substitute',
        ]),
      );
      return seatMeeting(m.id, rows as unknown as Attendee[], m.version);
    },
    onDone: () => toast(t('meetings:seat.saved')),
  });
  const faults = (act.problem instanceof Problem ? act.problem.errors : []).map((e) => ({
    ...e,
    field: faultPath(e.field),
  }));
  return (
    <ActDialog
      title={t('meetings:seat.edit')}
      verb={t('meetings:save')}
      act={act}
      isOpen
      onClose={onClose}
      width="wide"
    >
      {seats.map((x) => (
        <FieldInput
          key={x.key}
          field={x}
          draft={draft}
          onChange={(patch) => setDraft((d) => ({ ...d, ...patch }))}
          faults={faultsWithin(faults, x.key)}
          path={x.key}
        />
      ))}
    </ActDialog>
  );
}
