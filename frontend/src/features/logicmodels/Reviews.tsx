import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type LogicModel, logicReviewsOptions, type ReviewDraft, reviewLogicModel } from '@/api/logicModels';
import { useFormat } from '@/i18n/format';
import type { Draft } from '@/lib/fields';
import { ActDialog } from '@/ui/act/ActDialog';
import { ActFields } from '@/ui/act/ActFields';
import { useAct } from '@/ui/act/useAct';
import { Button } from '@/ui/Button';
import { Card, Section } from '@/ui/Page';
import { EmptyState, FailedState, SkeletonRows } from '@/ui/states';
import { toast } from '@/ui/toast';
import { VerdictText } from './Chips';
import { reviewFields } from './fields';

/** What the reviews found: expected beside actual, and what followed. */
export function Reviews({ model: m }: { model: LogicModel }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [open, setOpen] = useState(false);
  const list = useQuery(logicReviewsOptions(m.id));
  const number = (n: number | null) => (n === null ? '—' : f.number(n, Number.isInteger(n) ? 0 : 2));
  if (list.error && !list.data) return <FailedState error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <SkeletonRows />;
  return (
    <Section
      title={t('logic_models:tabs.reviews')}
      actions={
        m.verdict !== 'end' && (
          <Button can={m.can.review} variant="main" onPress={() => setOpen(true)}>
            {t('logic_models:review.open')}
          </Button>
        )
      }
    >
      {list.data.items.length === 0 && (
        <EmptyState title={t('logic_models:review.none')} hint={t('logic_models:review.noneHint')} />
      )}
      {list.data.items.map((r) => (
        <Card key={r.id} className="flex flex-col gap-2">
          <p className="flex flex-wrap items-baseline gap-x-4">
            <span className="font-bold">{f.day(r.reviewedOn)}</span>
            <VerdictText value={r.verdict} />
            <span className="text-ink-soft">{r.byName}</span>
          </p>
          <p className="max-w-prose">{r.reason}</p>
          {r.next && <p className="max-w-prose">{t('logic_models:review.nextIs', { text: r.next })}</p>}
          {r.lines.length > 0 && (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
            <section className="overflow-x-auto" aria-label={f.day(r.reviewedOn)} tabIndex={0}>
              <table className="min-w-xl">
                <thead>
                  <tr className="border-line-strong border-b text-ink-soft text-note">
                    <th scope="col" className="py-1 text-left font-normal">
                      {t('logic_models:field.indicators_name')}
                    </th>
                    {(['expected', 'actual', 'rate'] as const).map((k) => (
                      <th key={k} scope="col" className="num whitespace-nowrap py-1 pl-4 font-normal">
                        {t(`logic_models:${k}`)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {r.lines.map((l) => (
                    <tr key={l.key} className="h-9 border-line border-b">
                      <th scope="row" className="text-left font-normal">
                        {f.pick(l.name, l.nameEn)}
                        {l.unit && <span className="text-ink-soft"> ({l.unit})</span>}
                      </th>
                      <td className="num pl-4">{number(l.expected)}</td>
                      <td className="num pl-4">{number(l.actual)}</td>
                      <td className="num pl-4">{l.achievement === null ? '—' : f.percent(l.achievement, 1)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          )}
        </Card>
      ))}
      {open && <ReviewDialog model={m} onClose={() => setOpen(false)} />}
    </Section>
  );
}

function ReviewDialog({ model: m, onClose }: { model: LogicModel; onClose: () => void }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<Draft>({ verdict: 'continue' });
  const act = useAct({
    send: (intent) => {
      const body: Draft = {};
      for (const x of reviewFields)
        if (draft[x.key] && (!x.when || x.when(draft)))
          body[x.key === 'reviewReason' ? 'reason' : x.key] = draft[x.key];
      return reviewLogicModel(m.id, body as unknown as ReviewDraft, m.version, intent);
    },
    onDone: () => toast(t('logic_models:review.done')),
  });
  return (
    <ActDialog
      title={t('logic_models:review.open')}
      effect={t('logic_models:review.effect')}
      verb={t('logic_models:review.verb')}
      act={act}
      isOpen
      onClose={onClose}
      width="wide"
      waits={String(draft.reviewReason ?? '').trim() ? undefined : t('logic_models:review.waits')}
    >
      <ActFields fields={reviewFields} draft={draft} onDraft={setDraft} act={act} names={{ reason: 'reviewReason' }} />
    </ActDialog>
  );
}
