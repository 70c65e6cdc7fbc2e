import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { freezePack, type Meeting, materialOptions, packFile, packsOptions } from '@/api/meetings';
import { holds, meOptions } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { ActDialog } from '@/ui/act/ActDialog';
import { useAct } from '@/ui/act/useAct';
import { Button, buttonClass } from '@/ui/Button';
import { CheckboxGroup } from '@/ui/Choice';
import { Link } from '@/ui/Link';
import { Section } from '@/ui/Page';
import { TextField } from '@/ui/TextField';
import { toast } from '@/ui/toast';
import { Entry } from './Entry';

/** The material of the meeting: its frozen editions, and how it would be frozen now. */
export function Material({ meeting: m }: { meeting: Meeting }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { data: me } = useQuery(meOptions());
  const packs = useQuery(packsOptions(m.id)).data?.items ?? [];
  const [freezing, setFreezing] = useState(false);
  const may = holds(me, 'packs:freeze') && m.state !== 'confirmed';
  const [preview, setPreview] = useState(false);
  const live = useQuery({ ...materialOptions(m.id), enabled: may && preview });
  return (
    <div className="flex flex-col gap-8">
      <Section
        title={t('meetings:pack.title')}
        note={t('meetings:count', { count: packs.length })}
        actions={
          may && (
            <span className="no-print flex gap-2">
              <Button onPress={() => setPreview(!preview)}>
                {t(preview ? 'meetings:pack.hide' : 'meetings:pack.preview')}
              </Button>
              <Button variant="main" onPress={() => setFreezing(true)}>
                {t('meetings:pack.freeze')}
              </Button>
            </span>
          )
        }
      >
        {packs.length === 0 && <p className="text-ink-soft">{t('meetings:pack.none')}</p>}
        <ul className="flex flex-col">
          {packs.map((p) => (
            <li
              key={p.id}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line border-t py-3"
            >
              <div className="min-w-0">
                <Link to="/meetings/$id/packs/$pack" params={{ id: m.id, pack: p.id }} className="font-bold">
                  {t('meetings:pack.edition', { n: p.edition })} {p.name}
                </Link>
                <p className="flex flex-wrap gap-x-4 text-note text-ink-soft">
                  <span>{t('common:asOf', { at: f.instant(p.asOf) })}</span>
                  <span>{t('meetings:pack.holds', { items: p.itemCount, blocks: p.blockCount })}</span>
                  <span>{p.frozenByName}</span>
                </p>
              </div>
              <span className="no-print flex gap-2">
                {(['pdf', 'xlsx'] as const).map((format) => (
                  <a
                    key={format}
                    href={packFile(p.id, format)}
                    download
                    className={buttonClass('plain')}
                    aria-label={t(`meetings:pack.${format}Of`, { n: p.edition })}
                  >
                    {t(`meetings:pack.${format}`)}
                  </a>
                ))}
              </span>
            </li>
          ))}
        </ul>
      </Section>
      {may && preview && live.data && (
        <Section title={t('meetings:pack.live')} note={t('common:asOf', { at: f.instant(live.data.asOf) })}>
          <div className="flex flex-col gap-10">
            {live.data.items.map((e) => (
              <Entry key={e.id} entry={e} />
            ))}
          </div>
        </Section>
      )}
      {freezing && <FreezeDialog meeting={m} onClose={() => setFreezing(false)} />}
    </div>
  );
}

function FreezeDialog({ meeting: m, onClose }: { meeting: Meeting; onClose: () => void }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState(m.items.map((x) => x.id));
  const act = useAct({
    send: (intent) => freezePack(m.id, { ...(name.trim() ? { name: name.trim() } : {}), items: chosen }, intent),
    onDone: (saved) => toast(t('meetings:pack.frozen', { n: saved.edition })),
  });
  return (
    <ActDialog
      title={t('meetings:pack.freeze')}
      effect={t('meetings:pack.effect')}
      verb={t('meetings:pack.verb')}
      act={act}
      isOpen
      onClose={onClose}
      width="wide"
      waits={chosen.length > 0 ? undefined : t('meetings:pack.waits')}
    >
      <div className="flex flex-col gap-4">
        <TextField
          label={t('meetings:pack.name')}
          help={t('meetings:pack.nameHelp')}
          maxLength={200}
          value={name}
          onChange={setName}
        />
        <CheckboxGroup
          label={t('meetings:pack.items')}
          values={chosen}
          onChange={setChosen}
          options={m.items.map((x) => ({ value: x.id, label: f.pick(x.title, x.titleEn) }))}
        />
      </div>
    </ActDialog>
  );
}
