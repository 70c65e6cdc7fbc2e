import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DirectiveItem } from '@/api/directives';
import {
  type Direction,
  giveDirective,
  type Meeting,
  type Opinion,
  type OpinionDraft,
  recordOpinion,
  strikeOpinion,
} from '@/api/meetings';
import { Problem } from '@/api/problem';
import { useFormat } from '@/i18n/format';
import type { Draft, Field } from '@/lib/fields';
import { ActDialog } from '@/ui/act/ActDialog';
import { ReasonDialog } from '@/ui/act/ReasonDialog';
import { useAct } from '@/ui/act/useAct';
import { Button } from '@/ui/Button';
import { FieldInput } from '@/ui/form/FieldInput';
import { faultsWithin } from '@/ui/form/faults';
import { Section } from '@/ui/Page';
import { toast } from '@/ui/toast';
import { DirectiveLines } from './DirectiveLines';
import { directiveFields, opinionFields } from './fields';
import { only } from './model';

/** What was said beside the agenda, and what the headquarters told somebody to do. */
export function Opinions({ meeting: m, directives }: { meeting: Meeting; directives: DirectiveItem[] }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'opinion' | 'directive'>();
  const said = m.opinions.filter((o) => !o.itemId);
  return (
    <Section title={t('meetings:opinions.title')}>
      {said.length === 0 && <p className="text-ink-soft">{t('meetings:opinions.none')}</p>}
      <ul className="flex flex-col">
        {said.map((o) => (
          <OpinionRow key={o.id} meeting={m} opinion={o} directives={directives.filter((d) => d.opinionId === o.id)} />
        ))}
      </ul>
      <DirectiveLines directives={directives.filter((d) => !d.opinionId)} />
      {m.state === 'held' && (
        <span className="no-print flex flex-wrap gap-2">
          <Button can={m.can.record} onPress={() => setOpen('opinion')}>
            {t('meetings:opinions.add')}
          </Button>
          <Button can={m.can.record} onPress={() => setOpen('directive')}>
            {t('meetings:direct.add')}
          </Button>
        </span>
      )}
      {open === 'opinion' && <OpinionDialog meeting={m.id} onClose={() => setOpen(undefined)} />}
      {open === 'directive' && <DirectDialog meeting={m.id} onClose={() => setOpen(undefined)} />}
    </Section>
  );
}

interface OpinionRowProps {
  meeting: Meeting;
  opinion: Opinion;
  directives: DirectiveItem[];
}

function OpinionRow({ meeting: m, opinion: o, directives }: OpinionRowProps) {
  const { t } = useTranslation();
  const f = useFormat();
  const [open, setOpen] = useState<'direct' | 'strike'>();
  const close = () => setOpen(undefined);
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-line border-t py-3">
      <div className="flex min-w-0 flex-1 basis-96 flex-col gap-1">
        <p className="max-w-prose whitespace-pre-line">{o.text}</p>
        <p className="text-note text-ink-soft">{f.pick(o.title, o.titleEn)}</p>
        <DirectiveLines directives={directives} />
      </div>
      {m.state === 'held' && m.can.record?.allowed && (
        <span className="no-print flex flex-wrap gap-1">
          {directives.length === 0 && (
            <Button variant="quiet" onPress={() => setOpen('strike')}>
              {t('meetings:opinions.strike')}
            </Button>
          )}
          <Button onPress={() => setOpen('direct')}>{t('meetings:direct.fromOpinion')}</Button>
        </span>
      )}
      {open === 'direct' && <DirectDialog meeting={m.id} opinion={o} onClose={close} />}
      {open === 'strike' && (
        <ReasonDialog
          title={t('meetings:opinions.strikeTitle')}
          effect={t('meetings:opinions.strikeEffect')}
          verb={t('meetings:opinions.strike')}
          danger
          send={(reason) => strikeOpinion(m.id, o.id, o.version, reason)}
          onDone={() => toast(t('meetings:opinions.struck'))}
          onClose={close}
        />
      )}
    </li>
  );
}

function Inputs(props: { fields: Field[]; draft: Draft; onChange: (patch: Draft) => void; problem: unknown }) {
  const { fields, draft, onChange, problem } = props;
  const faults = problem instanceof Problem ? problem.errors : [];
  return (
    <div className="flex flex-col gap-4">
      {fields.map((x) => (
        <FieldInput
          key={x.key}
          field={x}
          draft={draft}
          onChange={onChange}
          faults={faultsWithin(faults, x.key)}
          path={x.key}
        />
      ))}
    </div>
  );
}

const lacks = (fields: Field[], draft: Draft) => fields.some((x) => x.required && !String(draft[x.key] ?? '').trim());

function OpinionDialog({ meeting, onClose }: { meeting: string; onClose: () => void }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<Draft>({});
  const act = useAct({
    send: (intent) => recordOpinion(meeting, only(draft, ['postId', 'text']) as unknown as OpinionDraft, intent),
    onDone: () => toast(t('meetings:opinions.saved')),
  });
  return (
    <ActDialog
      title={t('meetings:opinions.add')}
      verb={t('meetings:opinions.verb')}
      act={act}
      isOpen
      onClose={onClose}
      width="wide"
      waits={lacks(opinionFields, draft) ? t('meetings:waitsRequired') : undefined}
    >
      <Inputs
        fields={opinionFields}
        draft={draft}
        onChange={(patch) => setDraft((d) => ({ ...d, ...patch }))}
        problem={act.problem}
      />
    </ActDialog>
  );
}

function DirectDialog({ meeting, opinion, onClose }: { meeting: string; opinion?: Opinion; onClose: () => void }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<Draft>({});
  const act = useAct({
    send: (intent) => {
      const body = only(draft, ['title', 'text', 'ownerId', 'priority', 'dueOn']) as unknown as Direction;
      return giveDirective(
        meeting,
        {
          ...body,
          ...(opinion ? { opinionId: opinion.id, ...(opinion.itemId ? { itemId: opinion.itemId } : {}) } : {}),
        },
        intent,
      );
    },
    onDone: () => toast(t('meetings:direct.saved')),
  });
  return (
    <ActDialog
      title={t('meetings:direct.add')}
      effect={t('meetings:direct.effect')}
      verb={t('meetings:direct.verb')}
      act={act}
      isOpen
      onClose={onClose}
      width="wide"
      waits={lacks(directiveFields, draft) ? t('meetings:waitsRequired') : undefined}
    >
      {opinion && <p className="max-w-prose border-line-strong border-l-4 pl-3">{opinion.text}</p>}
      <Inputs
        fields={directiveFields}
        draft={draft}
        onChange={(patch) => setDraft((d) => ({ ...d, ...patch }))}
        problem={act.problem}
      />
    </ActDialog>
  );
}
