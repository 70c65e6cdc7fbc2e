import { useTranslation } from 'react-i18next';
import type { AreaDetail, Group } from '@/api/maturity';
import { useFormat } from '@/i18n/format';
import { RadioGroup } from '@/ui/Choice';
import { StatusChip, type Tone } from '@/ui/StatusChip';
import { TextField } from '@/ui/TextField';
import type { AreaDraft } from './useAreaDraft';

const tones: Record<string, Tone> = { SATISFIED: 'good', UNSATISFIED: 'bad', NOT_RATED: 'unknown' };

/** A goal over its practices: how it stands, and what only people can say of it. */
export function GoalHead({
  area,
  group: g,
  draft,
  editable,
}: {
  area: AreaDetail;
  group: Group;
  draft: AreaDraft;
  editable: boolean;
}) {
  const { t } = useTranslation();
  const f = useFormat();
  const result = area.result.groups.find((x) => x.id === g.id);
  const note = draft.goals[g.id];
  const largely = g.practices.some((p) => area.result.practices.some((r) => r.id === p.id && r.result === 'LI'));
  const asks = area.impact && (largely || note?.impact !== undefined);
  const unsatisfied = result?.rating === 'UNSATISFIED' && area.method === 'label';
  const columns = 2 + area.instances.length + (area.otherId ? 1 : 0);
  return (
    <>
      <tr className="border-b border-line bg-sunken">
        <th scope="colgroup" colSpan={columns} className="px-3 py-1.5 text-left font-bold">
          <span className="sticky left-3 inline-flex flex-wrap items-center gap-x-3">
            <span>
              {g.id} {f.name(g)}
            </span>
            {result && (
              <span className="font-normal">
                <StatusChip tone={tones[result.rating] ?? 'unknown'}>
                  {result.attribute
                    ? t('maturity:attribute', { rating: result.attribute })
                    : t(`maturity:goal.${result.rating}`)}
                </StatusChip>
              </span>
            )}
            {result?.unanswered && (
              <span className="font-normal">
                <StatusChip tone="warn">{t('maturity:impact.open')}</StatusChip>
              </span>
            )}
          </span>
        </th>
      </tr>
      {(asks || unsatisfied) && (
        <tr className="border-b border-line">
          <td colSpan={columns} className="px-3 py-2">
            <div className="flex max-w-4xl flex-wrap items-end gap-x-6 gap-y-2">
              {asks && (editable ? <Impact group={g.id} draft={draft} /> : <Said group={g.id} draft={draft} />)}
              {unsatisfied &&
                (editable ? (
                  <TextField
                    label={t('maturity:impact.cause')}
                    required
                    value={note?.cause ?? ''}
                    onChange={(cause) => draft.note(g.id, { cause })}
                    maxLength={2000}
                  />
                ) : (
                  note?.cause && <p className="text-note">{t('maturity:impact.causeIs', { cause: note.cause })}</p>
                ))}
            </div>
          </td>
        </tr>
      )}
    </>
  );
}

function Impact({ group, draft }: { group: string; draft: AreaDraft }) {
  const { t } = useTranslation();
  const note = draft.goals[group];
  return (
    <>
      <RadioGroup
        label={t('maturity:impact.ask')}
        inline
        value={note?.impact === undefined ? '' : String(note.impact)}
        onChange={(v) => draft.note(group, { impact: v === 'true' })}
        options={[
          { value: 'false', label: t('maturity:impact.no') },
          { value: 'true', label: t('maturity:impact.yes') },
        ]}
      />
      <TextField
        label={t('maturity:impact.rationale')}
        required={note?.impact === true}
        value={note?.rationale ?? ''}
        onChange={(rationale) => draft.note(group, { rationale })}
        maxLength={2000}
      />
    </>
  );
}

function Said({ group, draft }: { group: string; draft: AreaDraft }) {
  const { t } = useTranslation();
  const note = draft.goals[group];
  if (note?.impact === undefined) return null;
  return (
    <p className="text-note">
      {t(note.impact ? 'maturity:impact.yes' : 'maturity:impact.no')}
      {note.rationale && `: ${note.rationale}`}
    </p>
  );
}
