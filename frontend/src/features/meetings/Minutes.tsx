import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { confirmMinutes, type Meeting, minutesDraftOptions, minutesFile, writeMinutes } from '@/api/meetings';
import { useFormat } from '@/i18n/format';
import { ActDialog } from '@/ui/act/ActDialog';
import { useAct } from '@/ui/act/useAct';
import { Button, buttonClass } from '@/ui/Button';
import { Section } from '@/ui/Page';
import { TextArea } from '@/ui/TextField';
import { toast } from '@/ui/toast';

/** The minutes: drawn from what was recorded, edited, confirmed, and then as they are. */
export function Minutes({ meeting: m }: { meeting: Meeting }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [open, setOpen] = useState<'write' | 'confirm'>();
  const undecided = m.items.filter((x) => !x.decision).length;
  return (
    <Section
      title={t('meetings:minutes.title')}
      note={
        m.state === 'confirmed'
          ? t('meetings:minutes.confirmedAt', { at: f.instant(m.confirmedAt) })
          : t('meetings:minutes.draft')
      }
      actions={
        <span className="no-print flex flex-wrap gap-2">
          {m.minutes && (
            <a href={minutesFile(m.id)} download className={buttonClass('plain')}>
              {t('meetings:minutes.pdf')}
            </a>
          )}
          {m.state === 'held' && (
            <>
              <Button can={m.can.record} onPress={() => setOpen('write')}>
                {t(m.minutes ? 'meetings:minutes.edit' : 'meetings:minutes.write')}
              </Button>
              {m.minutes && (
                <Button can={m.can.confirm} variant="main" onPress={() => setOpen('confirm')}>
                  {t('meetings:minutes.confirm')}
                </Button>
              )}
            </>
          )}
        </span>
      }
    >
      {m.minutes ? (
        <pre className="max-w-3xl whitespace-pre-wrap font-sans leading-relaxed">{m.minutes}</pre>
      ) : (
        <p className="text-ink-soft">{t(`meetings:minutes.none.${m.state}`)}</p>
      )}
      {m.minutesHash && <p className="break-all text-note text-ink-soft">SHA-256 {m.minutesHash}</p>}
      {open === 'write' && <WriteDialog meeting={m} onClose={() => setOpen(undefined)} />}
      {open === 'confirm' && <ConfirmDialog meeting={m} undecided={undecided} onClose={() => setOpen(undefined)} />}
    </Section>
  );
}

function WriteDialog({ meeting: m, onClose }: { meeting: Meeting; onClose: () => void }) {
  const { t } = useTranslation();
  const { data } = useQuery(minutesDraftOptions(m.id));
  const [typed, setTyped] = useState<string | undefined>(m.minutes || undefined);
  const text = typed ?? data?.text ?? '';
  const act = useAct({
    send: () => writeMinutes(m.id, text, m.version),
    onDone: () => toast(t('meetings:minutes.saved')),
  });
  return (
    <ActDialog
      title={t('meetings:minutes.write')}
      effect={data && data.open > 0 ? t('meetings:minutes.open', { count: data.open }) : undefined}
      verb={t('meetings:save')}
      act={act}
      isOpen
      onClose={onClose}
      width="wide"
      waits={text.trim() ? undefined : t('common:loading')}
    >
      <TextArea
        label={t('meetings:field.minutes')}
        help={t('meetings:help.minutes')}
        rows={18}
        maxLength={100000}
        value={text}
        onChange={setTyped}
      />
      {typed !== undefined && data && typed !== data.text && (
        <span>
          <Button variant="quiet" onPress={() => setTyped(data.text)}>
            {t('meetings:minutes.redraw')}
          </Button>
        </span>
      )}
    </ActDialog>
  );
}

function ConfirmDialog({
  meeting: m,
  undecided,
  onClose,
}: {
  meeting: Meeting;
  undecided: number;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const f = useFormat();
  const act = useAct({
    send: (intent) => confirmMinutes(m.id, m.version, intent),
    onDone: () => toast(t('meetings:minutes.confirmed', { name: f.name(m) })),
  });
  return (
    <ActDialog
      title={t('meetings:minutes.confirmTitle', { name: f.name(m) })}
      effect={t('meetings:minutes.confirmEffect')}
      verb={t('meetings:minutes.confirm')}
      act={act}
      isOpen
      onClose={onClose}
      waits={undecided > 0 ? t('meetings:minutes.open', { count: undecided }) : undefined}
    />
  );
}
