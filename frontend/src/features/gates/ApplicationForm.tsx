import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type Application,
  applicationOptions,
  type Criterion,
  type CriterionResult,
  type Gate,
  type GateSet,
  type Name,
  readinessOptions,
  saveApplication,
} from '@/api/gates';
import { keyOf } from '@/api/queries';
import { withCurrent } from '@/api/stale';
import type { Recorded } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { RequiredBadge } from '@/ui/Frame';
import { RecordForm } from '@/ui/form/RecordForm';
import { toast } from '@/ui/toast';
import { StatusMark } from './Chips';
import { CriterionStanding } from './CriteriaList';
import { draftFields, linesOf, papersOf } from './fields';
import { flatten, inForm, lacking, unflatten } from './model';
import { SubmitButton } from './SubmitButton';

/** The draft of an application: each line answered with evidence, lines that the records answer shown with their proof, the documents;
 *  beside each, how it stands as last saved. */
export function ApplicationForm({ application, gate, set }: { application: Application; gate: Gate; set: GateSet }) {
  const { t } = useTranslation();
  const f = useFormat();
  const cache = useQueryClient();
  const { data: readiness } = useQuery(readinessOptions(application.projectId, gate.id));
  const [opened, setOpened] = useState(application);
  const lines = useMemo(() => linesOf(set, gate, application.tier), [set, gate, application.tier]);
  const papers = useMemo(
    () =>
      papersOf(
        set,
        gate,
        opened.documents.map((d) => d.kind),
      ),
    [set, gate, opened],
  );
  const fields = useMemo(() => draftFields(lines, papers, f.name), [lines, papers, f]);
  const missing = readiness ? lacking(readiness) : [];
  const answered = lines.filter((l) => l.answer).map((l) => l.id);
  const sections = [
    ...lines.map((line) => ({
      key: line.id,
      title: line.id,
      head: (
        <Question
          line={line}
          standing={readiness?.criteria.find((c) => c.id === line.id)}
          people={readiness?.people ?? {}}
        />
      ),
    })),
    {
      key: 'documents',
      title: t('gates:documents'),
      head: <p className="measure text-ink-soft text-note">{t('gates:documentsHelp')}</p>,
    },
  ];
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col gap-1 border-line border-b pb-3">
        <p className="font-bold">
          {missing.length > 0
            ? t('gates:draftLacking', {
                count: missing.length,
                total: lines.length,
                lines: missing.join(t('common:listSeparator')),
              })
            : t('gates:draftComplete', { gate: gate.id })}
        </p>
        <p className="measure text-ink-soft text-note">{t('gates:draftHelp')}</p>
      </div>
      <RecordForm<Recorded>
        // A saved form opens anew on what was saved; a refetch in the background must not take it from under one's hands.
        key={opened.version}
        noun="gates"
        fields={fields}
        sections={sections}
        record={flatten(opened)}
        verb={t('gates:saveDraft')}
        can={application.can?.update}
        save={async (draft, { version = opened.version }) => {
          const body = unflatten(
            draft,
            answered,
            papers.map((p) => p.kind),
            opened.preparedBy ?? [],
          );
          const call = saveApplication(opened.id, body, version);
          try {
            return await withCurrent(call, async () =>
              flatten(await cache.fetchQuery({ ...applicationOptions(opened.id), staleTime: 0 })),
            );
          } catch (error) {
            throw inForm(error, body);
          }
        }}
        onSaved={(saved) => {
          cache.setQueryData(keyOf.one('gates', saved.id), saved);
          void cache.invalidateQueries({ queryKey: keyOf.all('projects') });
          void cache.invalidateQueries({ queryKey: ['me', 'work'] });
          setOpened(saved as Application);
          toast(t('gates:draftSaved'));
        }}
        after={({ dirty }) => <SubmitButton projectId={application.projectId} gate={gate.id} unsaved={dirty} />}
      />
    </div>
  );
}

/** One line as it asks, and how it stood when it was last saved. */
function Question({
  line,
  standing,
  people,
}: {
  line: Criterion;
  standing: CriterionResult | undefined;
  people: Record<string, Name>;
}) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <div className="flex flex-col gap-1">
      <p className="measure">
        {f.pick(line.text, line.textEn)} {line.required && <RequiredBadge>{t('common:required')}</RequiredBadge>}
      </p>
      {standing && (
        <div className="grid grid-cols-[1.25rem_1fr]">
          <span className="pt-0.5">
            <StatusMark status={standing.status} />
          </span>
          <div>
            <CriterionStanding criterion={standing} people={people} withoutMend={line.answer && !line.live} />
          </div>
        </div>
      )}
      {!line.answer && <p className="text-note text-ink-soft">{t('gates:liveOnly')}</p>}
      {line.evidenceRequired && line.answer && (
        <p className="text-note text-ink-soft">{t('gates:evidenceAge', { days: line.staleAfterDays })}</p>
      )}
    </div>
  );
}
