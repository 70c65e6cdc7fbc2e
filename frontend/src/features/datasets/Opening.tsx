import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type Dataset,
  decideDataset,
  type ProposalDraft,
  proposalsOptions,
  proposeDataset,
  withdrawDataset,
} from '@/api/datasets';
import { useFormat } from '@/i18n/format';
import type { Draft } from '@/lib/fields';
import { ActDialog } from '@/ui/act/ActDialog';
import { ActFields } from '@/ui/act/ActFields';
import { useAct } from '@/ui/act/useAct';
import { Button } from '@/ui/Button';
import { DescriptionList } from '@/ui/facts';
import { Card, Section } from '@/ui/Page';
import { TextArea } from '@/ui/TextField';
import { toast } from '@/ui/toast';
import { PublicationText, Stars } from './Chips';
import { proposalFields } from './fields';
import { aboutPersons } from './model';

type Asked = 'propose' | 'approve' | 'return' | 'withdraw';

/** How far the data is open, why, and what waits for a decision (公開判定). */
export function Opening({ dataset: d }: { dataset: Dataset }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  const p = d.proposal;
  const word = (key: string, v?: string) => (v ? t(`datasets:${key}.${v}`) : undefined);
  return (
    <Section
      title={t('datasets:opening.title')}
      actions={
        !p && (
          <Button can={d.can.propose} onPress={() => setAsked('propose')}>
            {t('datasets:opening.propose')}
          </Button>
        )
      }
    >
      <DescriptionList
        columns={2}
        facts={[
          {
            key: 'publication',
            label: t('datasets:field.publication'),
            value: <PublicationText item={{ publication: d.publication ?? '' }} />,
          },
          {
            key: 'stars',
            label: t('datasets:field.stars'),
            value: (
              <>
                <Stars n={d.stars} />{' '}
                {d.starsIfPublic > d.stars && (
                  <span className="text-ink-soft text-note">{t('datasets:ifPublic', { n: d.starsIfPublic })}</span>
                )}
              </>
            ),
          },
          {
            key: 'personalData',
            label: t('datasets:field.personalData'),
            value: word('personalData', d.personalData) ?? t('datasets:personalData.undecided'),
          },
          { key: 'licence', label: t('datasets:field.licence'), value: word('licence', d.licence) ?? '—' },
          ...(d.basis ? [{ key: 'basis', label: t('datasets:field.basis'), value: d.basis }] : []),
          ...(d.anonymisation || aboutPersons(d)
            ? [{ key: 'anonymisation', label: t('datasets:field.anonymisation'), value: d.anonymisation || '—' }]
            : []),
        ]}
      />
      {p && (
        <Card className="flex flex-col gap-2 border-l-4">
          <p className="font-bold">
            {t('datasets:opening.waiting', {
              to: word('publication', p.publication),
              on: f.day(p.proposedOn),
              by: p.byName,
            })}
          </p>
          <p className="max-w-prose">{p.reason}</p>
          {p.licence && <p>{`${t('datasets:field.licence')}: ${word('licence', p.licence)}`}</p>}
          {p.basis && <p className="max-w-prose">{`${t('datasets:field.basis')}: ${p.basis}`}</p>}
          {p.anonymisation && (
            <p className="max-w-prose">{`${t('datasets:field.anonymisation')}: ${p.anonymisation}`}</p>
          )}
          <div className="no-print flex flex-wrap gap-2">
            <Button can={d.can.decide} variant="main" onPress={() => setAsked('approve')}>
              {t('datasets:opening.approve', { to: word('publication', p.publication) })}
            </Button>
            <Button can={d.can.decide} onPress={() => setAsked('return')}>
              {t('datasets:opening.return')}
            </Button>
            <Button can={d.can.withdraw} variant="quiet" onPress={() => setAsked('withdraw')}>
              {t('datasets:opening.withdraw')}
            </Button>
          </div>
        </Card>
      )}
      <Past dataset={d} />
      {asked === 'propose' && <ProposeDialog dataset={d} onClose={close} />}
      {asked && asked !== 'propose' && <AnswerDialog dataset={d} asked={asked} onClose={close} />}
    </Section>
  );
}

/** What was decided before. */
function Past({ dataset: d }: { dataset: Dataset }) {
  const { t } = useTranslation();
  const f = useFormat();
  const settled = useQuery(proposalsOptions(d.id)).data?.items.filter((p) => p.state !== 'waiting') ?? [];
  if (settled.length === 0) return null;
  return (
    <ul className="border-line border-t" aria-label={t('datasets:opening.past')}>
      {settled.map((p) => (
        <li key={p.id} className="flex flex-wrap gap-x-4 border-line border-b py-1.5">
          <span className="whitespace-nowrap">{f.day(p.decidedOn)}</span>
          <span className="whitespace-nowrap">
            {t(`datasets:opening.state.${p.state}`, { to: t(`datasets:publication.${p.publication}`) })}
          </span>
          <span className="text-ink-soft">{p.decider}</span>
          <span className="min-w-0 flex-1 basis-64">{p.comment || p.reason}</span>
        </li>
      ))}
    </ul>
  );
}

function ProposeDialog({ dataset: d, onClose }: { dataset: Dataset; onClose: () => void }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<Draft>({
    publication: d.publication === 'public' ? 'closed' : 'public',
    licence: d.licence || 'cc_by',
    anonymisation: d.anonymisation ?? '',
    basis: d.basis ?? '',
  });
  const shown = proposalFields.filter((x) => !x.when || x.when(draft));
  const act = useAct({
    send: (intent) => {
      const body: Draft = {};
      for (const x of shown) if (draft[x.key]) body[x.key === 'proposalReason' ? 'reason' : x.key] = draft[x.key];
      return proposeDataset(d.id, body as unknown as ProposalDraft, d.version, intent);
    },
    onDone: () => toast(t('datasets:opening.proposed')),
  });
  return (
    <ActDialog
      title={t('datasets:opening.proposeTitle')}
      effect={t(aboutPersons(d) ? 'datasets:opening.effectPersons' : 'datasets:opening.effect')}
      verb={t('datasets:opening.propose')}
      act={act}
      isOpen
      onClose={onClose}
      width="wide"
      waits={String(draft.proposalReason ?? '').trim() ? undefined : t('problem:rule.reason_required')}
    >
      <ActFields
        fields={proposalFields}
        draft={draft}
        onDraft={setDraft}
        act={act}
        names={{ reason: 'proposalReason' }}
      />
    </ActDialog>
  );
}

function AnswerDialog({
  dataset: d,
  asked,
  onClose,
}: {
  dataset: Dataset;
  asked: 'approve' | 'return' | 'withdraw';
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [comment, setComment] = useState('');
  const text = comment.trim();
  const to = t(`datasets:publication.${d.proposal?.publication ?? 'undecided'}`);
  const act = useAct({
    send: (intent) =>
      asked === 'withdraw'
        ? withdrawDataset(d.id, text, d.version, intent)
        : decideDataset(d.id, { approve: asked === 'approve', comment: text }, d.version, intent),
    onDone: () => toast(t(`datasets:opening.done.${asked}`, { to })),
  });
  return (
    <ActDialog
      title={t(`datasets:opening.ask.${asked}`, { to })}
      effect={asked === 'approve' ? t('datasets:opening.approveEffect', { to }) : undefined}
      verb={t(`datasets:opening.${asked}`, { to })}
      act={act}
      isOpen
      onClose={onClose}
      waits={asked === 'return' && !text ? t('problem:rule.reason_required') : undefined}
    >
      <TextArea
        label={t('common:reason')}
        required={asked === 'return'}
        maxLength={2000}
        value={comment}
        onChange={setComment}
      />
    </ActDialog>
  );
}
