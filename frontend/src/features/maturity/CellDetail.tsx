import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AreaDetail, Rating } from '@/api/maturity';
import { useFormat } from '@/i18n/format';
import { Button } from '@/ui/Button';
import { RadioGroup } from '@/ui/Choice';
import { HrefLink } from '@/ui/HrefLink';
import { IconButton } from '@/ui/IconButton';
import { Card } from '@/ui/Page';
import { TextArea, TextField } from '@/ui/TextField';
import type { Place } from './AreaPage';
import { cellKey, labels, lacks, percentText, pointsOf } from './model';
import type { AreaDraft } from './useAreaDraft';

/** One cell: what the instance shows of the practice, with weakness and evidence. */
export function CellDetail({
  area,
  draft,
  editable,
  at,
  onClose,
}: {
  area: AreaDetail;
  draft: AreaDraft;
  editable: boolean;
  at: Place;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const f = useFormat();
  const percent = area.method === 'percent';
  const rating = draft.ratings[cellKey(at.practice, at.instance)];
  const practice = area.definition.groups.flatMap((g) => g.practices).find((p) => p.id === at.practice);
  const instance = area.instances.find((i) => i.key === at.instance);
  const set = (change: Partial<Rating>) =>
    draft.rate(at.practice, at.instance, { ...rating, practice: at.practice, instance: at.instance, ...change });
  const lack = lacks(rating, percent);
  return (
    <Card className="flex flex-col gap-3">
      <div className="flex items-start justify-between gap-3">
        <h2 className="text-section">
          {at.practice} {practice && f.pick(practice.text, practice.textEn)}
          <span className="ml-2 font-normal text-body text-ink-soft">{instance?.name}</span>
        </h2>
        <IconButton icon="close" label={t('common:close')} onPress={onClose} />
      </div>
      {editable ? (
        <>
          {percent ? (
            <PercentField
              key={cellKey(at.practice, at.instance)}
              rating={rating}
              onChange={(points) => set({ points })}
            />
          ) : (
            <RadioGroup
              label={t('maturity:field.ratings_label')}
              inline
              value={rating?.label ?? ''}
              onChange={(label) => set({ label: label as Rating['label'] })}
              options={labels.map((l, i) => ({ value: l, label: `${i + 1} ${t(`maturity:label.${l}`)}` }))}
            />
          )}
          <TextArea
            label={t('maturity:field.ratings_weakness')}
            help={t('maturity:help.weakness')}
            value={rating?.weakness ?? ''}
            onChange={(weakness) => set({ weakness })}
            maxLength={2000}
          />
        </>
      ) : (
        <p>
          {rating?.label
            ? t(`maturity:label.${rating.label}`)
            : rating?.points !== undefined && `${percentText(rating.points)}%`}
          {rating?.weakness && ` — ${rating.weakness}`}
        </p>
      )}
      <Evidence area={area} draft={draft} rating={rating} editable={editable} set={set} />
      {lack && editable && <p className="text-bad">{t(`maturity:lacks.${lack}`)}</p>}
    </Card>
  );
}

function PercentField({ rating, onChange }: { rating?: Rating; onChange: (points: number | undefined) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(percentText(rating?.points));
  const bad = text !== '' && pointsOf(text) === undefined;
  return (
    <TextField
      label={t('maturity:field.percent')}
      help={t('maturity:help.percent')}
      error={bad ? t('maturity:percentForm') : undefined}
      value={text}
      inputMode="decimal"
      maxLength={6}
      onChange={(next) => {
        setText(next);
        onChange(pointsOf(next));
      }}
    />
  );
}

/** Links to what shows it. Evidence that stands elsewhere in the area is offered, since one document often shows several practices. */
function Evidence({
  area,
  draft,
  rating,
  editable,
  set,
}: {
  area: AreaDetail;
  draft: AreaDraft;
  rating?: Rating;
  editable: boolean;
  set: (change: Partial<Rating>) => void;
}) {
  const { t } = useTranslation();
  const [label, setLabel] = useState('');
  const [href, setHref] = useState('');
  const given = rating?.evidence ?? [];
  const known = [
    ...new Map(
      Object.values(draft.ratings).flatMap((r) => (r.evidence ?? []).map((e) => [e.href, e] as const)),
    ).values(),
  ]
    .filter((e) => !given.some((g) => g.href === e.href))
    .slice(0, 5);
  const fits = /^(\/|https?:\/\/)/.test(href.trim());
  return (
    <div className="flex flex-col gap-2">
      <h3 className="font-bold">{t('maturity:evidence.title')}</h3>
      {given.length === 0 && <p className="text-note text-ink-soft">{t('maturity:evidence.none')}</p>}
      <ul className="flex flex-col gap-1">
        {given.map((e) => (
          <li key={e.href} className="flex items-center gap-2">
            <HrefLink href={e.href}>{e.label}</HrefLink>
            {editable && (
              <IconButton
                icon="close"
                label={t('maturity:evidence.remove', { label: e.label })}
                onPress={() => set({ evidence: given.filter((x) => x !== e) })}
              />
            )}
          </li>
        ))}
      </ul>
      {editable && known.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {known.map((e) => (
            <Button key={e.href} onPress={() => set({ evidence: [...given, e] })}>
              {e.label}
            </Button>
          ))}
        </div>
      )}
      {editable && (
        <div className="flex flex-wrap items-end gap-3">
          <TextField label={t('maturity:evidence.label')} value={label} onChange={setLabel} maxLength={200} />
          <TextField
            label={t('maturity:evidence.href')}
            help={t('maturity:evidence.hrefHelp')}
            value={href}
            onChange={setHref}
            maxLength={500}
          />
          <Button
            isDisabled={!label.trim() || !fits}
            onPress={() => {
              set({ evidence: [...given, { label: label.trim(), href: href.trim() }] });
              setLabel('');
              setHref('');
            }}
          >
            {t('maturity:evidence.add')}
          </Button>
        </div>
      )}
      {area.otherId && <p className="text-note text-ink-soft">{t(`maturity:evidence.other.${area.kind}`)}</p>}
    </div>
  );
}
