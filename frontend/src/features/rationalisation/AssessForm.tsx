import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '@/api/problem';
import {
  assess,
  type Criterion,
  type Detail,
  detailOptions,
  type Item,
  type Settings,
  settingsOptions,
} from '@/api/rationalisation';
import { useFormat } from '@/i18n/format';
import { faultMessage } from '@/i18n/problem';
import { Refusal } from '@/ui/act/Refusal';
import { useAct } from '@/ui/act/useAct';
import { Button } from '@/ui/Button';
import { Checkbox, RadioGroup, Select } from '@/ui/Choice';
import { PageHead, Section } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { TextArea, TextField } from '@/ui/TextField';
import { toast } from '@/ui/toast';
import { QuadrantChip, ScoreText } from './Chips';
import { FactText } from './FactText';
import { quadrantOf, type Scores, standing } from './model';

/** Judges a system: a score and a note a criterion, facts beside the questions, and where the answers lead. */
export function AssessForm({ id }: { id: string }) {
  const { data: d, error, refetch } = useQuery(detailOptions(id));
  const settings = useQuery(settingsOptions()).data;
  if (error && !d) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!d || !settings) return <SkeletonPage />;
  return <Form detail={d} settings={settings} />;
}

function Form({ detail: d, settings }: { detail: Detail; settings: Settings }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const [before] = useState(d.present);
  const given = before?.answers ?? [];
  const [scores, setScores] = useState<Scores>(() => Object.fromEntries(given.map((a) => [a.criterion, a.score])));
  const [notes, setNotes] = useState<Record<string, string>>(() =>
    Object.fromEntries(given.map((a) => [a.criterion, a.note ?? ''])),
  );
  const [statutory, setStatutory] = useState(before?.statutory ?? false);
  const [disposition, setDisposition] = useState(before?.disposition ?? '');
  const [rationale, setRationale] = useState(before?.rationale ?? '');
  const now = quadrantOf(settings, scores, statutory);
  const allowed = settings.dispositions[now.quadrant] ?? [];
  const chosen = allowed.includes(disposition as never) ? disposition : '';
  const back = () =>
    void navigate({ to: '/systems/$id', params: { id: d.system.id }, search: { tab: 'rationalisation' } });
  const criteria = [...(settings.business ?? []), ...(settings.technical ?? [])];
  const act = useAct({
    send: (intent) =>
      assess(
        {
          systemId: d.system.id,
          statutory,
          answers: criteria
            .filter((c) => scores[c.id] || notes[c.id]?.trim())
            .map((c) => ({
              criterion: c.id,
              ...(scores[c.id] ? { score: scores[c.id] } : {}),
              ...(notes[c.id]?.trim() ? { note: notes[c.id]?.trim() } : {}),
            })),
          ...(chosen ? { disposition: chosen as Exclude<Item['disposition'], ''> } : {}),
          rationale: rationale.trim(),
          before: before?.id ?? '',
        },
        intent,
      ),
    onDone: () => {
      toast(t('rationalisation:assess.done', { name: f.name(d.system) }));
      back();
    },
  });
  const faults = act.problem instanceof Problem ? act.problem.errors : [];
  const fault = faults.find((x) => x.field === 'disposition');
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={t('rationalisation:assess.title', { name: f.name(d.system) })}
        code={d.system.code}
        answer={t('rationalisation:assess.answer')}
      />
      <div className="sticky top-0 z-10 flex flex-wrap items-baseline gap-x-6 gap-y-1 border-line border-b bg-desk py-2">
        <span className="text-ink-soft">{t('rationalisation:assess.sofar')}</span>
        <span className="font-bold">
          <QuadrantChip item={now} />
        </span>
        {(['business', 'technical'] as const).map((axis) => {
          const s = standing(settings[axis] ?? [], scores);
          return (
            <span key={axis}>
              {t(`rationalisation:field.${axis}`)} <ScoreText value={s.score} />
              {s.open > 0 && (
                <span className="ml-1 text-note text-unknown">{t('rationalisation:assess.open', { n: s.open })}</span>
              )}
            </span>
          );
        })}
      </div>
      {(['business', 'technical'] as const).map((axis) => (
        <Section key={axis} title={t(`rationalisation:field.${axis}`)}>
          {(settings[axis] ?? []).map((c) => (
            <Question
              key={c.id}
              of={c}
              facts={d.facts.filter((x) => x.criterion === c.id)}
              score={scores[c.id]}
              note={notes[c.id] ?? ''}
              onScore={(n) => setScores((s) => ({ ...s, [c.id]: n }))}
              onNote={(text) => setNotes((s) => ({ ...s, [c.id]: text }))}
            />
          ))}
        </Section>
      ))}
      <Section title={t('rationalisation:assess.decision')}>
        <Checkbox
          label={t('rationalisation:field.statutory')}
          help={t('rationalisation:assess.statutoryHelp')}
          checked={statutory}
          onChange={setStatutory}
        />
        <Select
          label={t('rationalisation:field.disposition')}
          help={t(
            allowed.length > 0 ? 'rationalisation:assess.dispositionHelp' : 'rationalisation:assess.noDisposition',
          )}
          error={fault && faultMessage(t, fault)}
          value={chosen}
          onChange={(v) => setDisposition(v as Item['disposition'])}
          options={allowed.map((x) => ({ value: x, label: t(`rationalisation:disposition.${x}`) }))}
          placeholder={t('rationalisation:disposition.open')}
        />
        <TextArea
          label={t('rationalisation:field.rationale')}
          maxLength={4000}
          value={rationale}
          onChange={setRationale}
        />
      </Section>
      <Refusal act={act} />
      <div className="flex flex-wrap gap-2">
        <Button onPress={back}>{t('common:cancel')}</Button>
        <Button variant="main" busy={act.busy} can={d.can.assess} onPress={() => void act.run()}>
          {t('rationalisation:assess.save')}
        </Button>
      </div>
    </div>
  );
}

/** One criterion: what 1 and 5 mean, what the records know, the score, and why. */
function Question({
  of: c,
  facts,
  score,
  note,
  onScore,
  onNote,
}: {
  of: Criterion;
  facts: Detail['facts'];
  score: number | undefined;
  note: string;
  onScore: (n: number | undefined) => void;
  onNote: (text: string) => void;
}) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <div className="grid gap-x-8 gap-y-2 border-line border-b pb-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <RadioGroup
        label={`${f.name(c)} (${t('rationalisation:assess.weight', { n: c.weight })})`}
        help={t('rationalisation:assess.scale', {
          low: f.pick(c.low.text, c.low.textEn),
          high: f.pick(c.high.text, c.high.textEn),
        })}
        value={score ? String(score) : ''}
        onChange={(v) => onScore(v ? Number(v) : undefined)}
        options={[
          ...[1, 2, 3, 4, 5].map((n) => ({ value: String(n), label: String(n) })),
          { value: '', label: t('rationalisation:unanswered') },
        ]}
        inline
      />
      <div className="flex flex-col gap-2">
        {facts.map((x) => (
          <FactText key={x.kind} fact={x} />
        ))}
        <TextField label={t('rationalisation:column.note')} maxLength={1000} value={note} onChange={onNote} />
      </div>
    </div>
  );
}
