import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { acceptProposal, leaveProposal, type Meeting, type Proposal, proposalsOptions } from '@/api/meetings';
import { useFormat } from '@/i18n/format';
import { figureLink } from '@/lib/figure';
import { ReasonDialog } from '@/ui/act/ReasonDialog';
import { Refusal } from '@/ui/act/Refusal';
import { useAct } from '@/ui/act/useAct';
import { Button } from '@/ui/Button';
import { Link } from '@/ui/Link';
import { Section } from '@/ui/Page';
import { toast } from '@/ui/toast';

/** What the rules propose for the agenda, each with its reason: taken, or left out. */
export function Proposals({ meeting: m }: { meeting: Meeting }) {
  const { t } = useTranslation();
  const { data } = useQuery(proposalsOptions(m.id));
  const [all, setAll] = useState(false);
  if (!data || (data.items.length === 0 && data.leftOut.length === 0)) return null;
  return (
    <Section title={t('meetings:proposals.title')} note={t('meetings:proposals.note', { count: data.items.length })}>
      {data.items.length === 0 && <p className="text-ink-soft">{t('meetings:proposals.none')}</p>}
      <ul className="flex flex-col">
        {data.items.map((p) => (
          <ProposalRow key={p.key} meeting={m} proposal={p} />
        ))}
      </ul>
      {data.leftOut.length > 0 && (
        <>
          <span>
            <Button variant="quiet" onPress={() => setAll(!all)}>
              {t(all ? 'meetings:proposals.hideLeft' : 'meetings:proposals.showLeft', { count: data.leftOut.length })}
            </Button>
          </span>
          {all && (
            <ul className="flex flex-col">
              {data.leftOut.map((p) => (
                <ProposalRow key={p.key} meeting={m} proposal={p} left={p.leftReason} />
              ))}
            </ul>
          )}
        </>
      )}
    </Section>
  );
}

function ProposalRow({ meeting: m, proposal: p, left }: { meeting: Meeting; proposal: Proposal; left?: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [leaving, setLeaving] = useState(false);
  const act = useAct({
    send: (intent) => acceptProposal(m.id, p.key, intent),
    onDone: (item) => toast(t('meetings:item.added', { name: item.title })),
  });
  const params = p.reason.params as Record<string, string>;
  const why = t(`meetings:reason.${p.reason.code}`, { ...params, since: f.day(params.since) });
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-line border-t py-3">
      <div className="min-w-0 flex-1 basis-80">
        <p>
          <span className="mr-2 text-ink-soft text-note">{t(`meetings:kind.${p.kind}`)}</span>
          <span className="font-bold">{f.pick(p.title, p.titleEn)}</span>
        </p>
        <p className="text-ink-soft">
          {why} {p.rows && <Link {...figureLink(p.rows)}>{t('meetings:proposals.rows')}</Link>}
        </p>
        {left && <p className="text-ink-soft text-note">{t('meetings:proposals.left', { reason: left })}</p>}
        <Refusal act={act} />
      </div>
      <span className="no-print flex gap-2">
        {!left && (
          <Button variant="quiet" can={m.can.update} onPress={() => setLeaving(true)}>
            {t('meetings:proposals.leave')}
          </Button>
        )}
        <Button can={m.can.update} busy={act.busy} onPress={() => void act.run()}>
          {t('meetings:proposals.accept')}
        </Button>
      </span>
      {leaving && (
        <ReasonDialog
          title={t('meetings:proposals.leaveTitle', { name: f.pick(p.title, p.titleEn) })}
          effect={t('meetings:proposals.leaveEffect')}
          verb={t('meetings:proposals.leave')}
          send={(reason, intent) => leaveProposal(m.id, p.key, reason, m.version, intent)}
          onDone={() => toast(t('meetings:proposals.leftOut'))}
          onClose={() => setLeaving(false)}
        />
      )}
    </li>
  );
}
