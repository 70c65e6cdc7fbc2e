import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DirectiveItem, directivesOptions } from '@/api/directives';
import { type AgendaItem, type Meeting, orderItems, removeItem, retakeItem } from '@/api/meetings';
import { useFormat } from '@/i18n/format';
import { figureLink } from '@/lib/figure';
import { ActDialog } from '@/ui/act/ActDialog';
import { Refusal } from '@/ui/act/Refusal';
import { useAct } from '@/ui/act/useAct';
import { Button } from '@/ui/Button';
import { IconButton } from '@/ui/IconButton';
import { Link } from '@/ui/Link';
import { Section } from '@/ui/Page';
import { toast } from '@/ui/toast';
import { DecisionChip } from './Chips';
import { DecideDialog } from './DecideDialog';
import { DirectiveLines } from './DirectiveLines';
import { ItemDialog } from './ItemDialog';
import { moved, numbered } from './model';
import { Opinions } from './Opinions';
import { Proposals } from './Proposals';

/** What must be decided today, in which order, with what proposal; and what was decided. */
export function Agenda({ meeting: m }: { meeting: Meeting }) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const directives = useQuery(directivesOptions({ meetingId: m.id, limit: 200, sort: 'code' })).data?.items ?? [];
  const items = numbered(m.items);
  return (
    <div className="flex flex-col gap-8">
      {(['report', 'approval'] as const).map((kind) => (
        <Section
          key={kind}
          title={t(`meetings:kinds.${kind}`)}
          note={t('meetings:count', { count: items.filter((x) => x.item.kind === kind).length })}
        >
          {items.every((x) => x.item.kind !== kind) && <p className="text-ink-soft">{t('meetings:noItems')}</p>}
          <ol className="flex flex-col">
            {items
              .filter((x) => x.item.kind === kind)
              .map(({ item, no }) => (
                <ItemRow
                  key={item.id}
                  meeting={m}
                  item={item}
                  no={no}
                  directives={directives.filter((d) => d.itemId === item.id)}
                />
              ))}
          </ol>
        </Section>
      ))}
      {m.state !== 'confirmed' && (
        <span className="no-print">
          <Button can={m.can.update} onPress={() => setAdding(true)}>
            {t('meetings:item.add')}
          </Button>
        </span>
      )}
      {m.state === 'preparing' && m.can.update?.allowed && <Proposals meeting={m} />}
      {m.state !== 'preparing' && <Opinions meeting={m} directives={directives.filter((d) => !d.itemId)} />}
      {adding && <ItemDialog meeting={m.id} onClose={() => setAdding(false)} />}
    </div>
  );
}

interface ItemRowProps {
  meeting: Meeting;
  item: AgendaItem;
  no: number;
  directives: DirectiveItem[];
}

function ItemRow({ meeting: m, item, no, directives }: ItemRowProps) {
  const { t } = useTranslation();
  const f = useFormat();
  const [open, setOpen] = useState<'decide' | 'edit' | 'remove'>();
  const close = () => setOpen(undefined);
  const up = useAct({ send: () => orderItems(m.id, moved(m.items, item.id, -1), m.version), onDone: () => {} });
  const down = useAct({ send: () => orderItems(m.id, moved(m.items, item.id, 1), m.version), onDone: () => {} });
  const last = m.items.filter((x) => x.kind === item.kind).length;
  const said = m.opinions.filter((o) => o.itemId === item.id);
  const preparing = m.state === 'preparing' && m.can.update?.allowed;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-line border-t py-4">
      <div className="flex min-w-0 flex-1 basis-96 flex-col gap-1">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className="text-ink-soft">{t(`meetings:no.${item.kind}`, { no })}</span>
          <span className="font-bold">{f.pick(item.title, item.titleEn)}</span>
          {m.state !== 'preparing' && <DecisionChip decision={item.decision} />}
        </p>
        <p className="flex flex-wrap gap-x-4 text-note text-ink-soft">
          <span>{f.pick(item.proposerName, item.proposerNameEn)}</span>
          {item.material && <span>{item.material}</span>}
          {item.subject && (
            <Link {...figureLink(item.subject.href)}>
              {item.subject.code} {f.name(item.subject)} {item.subject.gate}
            </Link>
          )}
        </p>
        {item.moved && <Moved meeting={m} item={item} />}
        {item.proposal && <p className="max-w-prose whitespace-pre-line">{item.proposal}</p>}
        {item.remark && <p className="max-w-prose whitespace-pre-line font-bold">{item.remark}</p>}
        {item.effect && (
          <p className="text-note">
            {t(`meetings:effect.${item.effect.noun}.${item.effect.outcome}`, { number: item.effect.number ?? '' })}
          </p>
        )}
        {said.map((o) => (
          <blockquote key={o.id} className="max-w-prose border-line-strong border-l-4 pl-3">
            {o.text} <span className="text-note text-ink-soft">{f.pick(o.title, o.titleEn)}</span>
          </blockquote>
        ))}
        <DirectiveLines directives={directives} />
        <Refusal act={up} />
        <Refusal act={down} />
      </div>
      <span className="no-print flex flex-wrap items-center gap-1">
        {preparing && (
          <>
            {no > 1 && (
              <IconButton icon="up" label={t('meetings:item.up', { name: item.title })} onPress={() => void up.run()} />
            )}
            {no < last && (
              <IconButton
                icon="down"
                label={t('meetings:item.down', { name: item.title })}
                onPress={() => void down.run()}
              />
            )}
            <Button variant="quiet" onPress={() => setOpen('remove')}>
              {t('meetings:item.remove')}
            </Button>
          </>
        )}
        {m.can.update?.allowed && !item.decision && (
          <Button
            variant="quiet"
            onPress={() => setOpen('edit')}
            label={t('meetings:item.editOf', { name: item.title })}
          >
            {t('common:edit')}
          </Button>
        )}
        {m.state === 'held' && !item.effect && (
          <Button can={item.canDecide} variant={item.decision ? 'plain' : 'main'} onPress={() => setOpen('decide')}>
            {t(item.decision ? 'meetings:decide.again' : 'meetings:decide.open')}
          </Button>
        )}
      </span>
      {open === 'decide' && <DecideDialog meeting={m.id} item={item} onClose={close} />}
      {open === 'edit' && <ItemDialog meeting={m.id} item={item} onClose={close} />}
      {open === 'remove' && <RemoveDialog meeting={m.id} item={item} onClose={close} />}
    </li>
  );
}

/** The record is no longer what was put before the meeting: the secretariat puts it again, after a look at it. */
function Moved({ meeting, item }: { meeting: Meeting; item: AgendaItem }) {
  const { t } = useTranslation();
  const act = useAct({
    send: (intent) => retakeItem(meeting.id, item.id, item.version, intent),
    onDone: () => toast(t('meetings:item.retaken', { name: item.title })),
  });
  return (
    <div className="flex max-w-prose flex-col items-start gap-1">
      <p className="text-bad">{t('meetings:item.moved')}</p>
      <span className="no-print">
        <Button can={meeting.can.update} onPress={() => void act.run()}>
          {t('meetings:item.retake')}
        </Button>
      </span>
      <Refusal act={act} />
    </div>
  );
}

function RemoveDialog({ meeting, item, onClose }: { meeting: string; item: AgendaItem; onClose: () => void }) {
  const { t } = useTranslation();
  const act = useAct({
    send: () => removeItem(meeting, item.id, item.version),
    onDone: () => toast(t('meetings:item.removed', { name: item.title })),
  });
  return (
    <ActDialog
      title={t('meetings:item.removeTitle', { name: item.title })}
      effect={t('meetings:item.removeEffect')}
      verb={t('meetings:item.remove')}
      danger
      act={act}
      isOpen
      onClose={onClose}
    />
  );
}
