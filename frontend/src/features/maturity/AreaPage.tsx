import { useQuery } from '@tanstack/react-query';
import { useBlocker } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AreaDetail, appraisalOptions, areaOptions } from '@/api/maturity';
import { useFormat } from '@/i18n/format';
import { Refusal } from '@/ui/act/Refusal';
import { Button } from '@/ui/Button';
import { RadioGroup } from '@/ui/Choice';
import { ButtonLink, Link } from '@/ui/Link';
import { Dialog } from '@/ui/Overlay';
import { PageHead } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { FailedState, SkeletonPage } from '@/ui/states';
import { TextField } from '@/ui/TextField';
import { toast } from '@/ui/toast';
import { CellDetail } from './CellDetail';
import { AreaChip } from './Chips';
import { RatingGrid } from './RatingGrid';
import { type AreaDraft, useAreaDraft } from './useAreaDraft';

/** One area of an appraisal: goals, practices, and what each sampled project shows of them. */
export function AreaPage({ id, area }: { id: string; area: string }) {
  const { data, error, refetch } = useQuery(areaOptions(id, area));
  if (error && !data) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonPage />;
  return <Editor key={`${id} ${area}`} area={data} />;
}

export interface Place {
  practice: string;
  instance: string;
}

function Editor({ area }: { area: AreaDetail }) {
  const { t } = useTranslation();
  const f = useFormat();
  const draft = useAreaDraft(area, () => toast(t('maturity:areaSaved', { area: area.area })));
  const [at, setAt] = useState<Place | null>(null);
  const editable = area.state === 'draft' && area.can.rate?.allowed === true;
  const guard = useBlocker({
    shouldBlockFn: () => draft.dirty,
    enableBeforeUnload: () => draft.dirty,
    withResolver: true,
  });
  return (
    <div className="flex flex-col gap-6 pb-20">
      <PageHead
        title={`${area.area} ${f.name(area.definition)}`}
        code={area.code}
        answer={<Answer area={area} />}
        actions={<Neighbours area={area} />}
      />
      <ScopeChoice area={area} draft={draft} editable={editable} />
      {draft.scope === 'in' && (
        <>
          {editable && <p className="text-note text-ink-soft">{t(`maturity:keys.${area.method}`)}</p>}
          <RatingGrid area={area} draft={draft} editable={editable} at={at} onPlace={setAt} />
          {at && <CellDetail area={area} draft={draft} editable={editable} at={at} onClose={() => setAt(null)} />}
        </>
      )}
      {editable && (
        <div className="no-print fixed inset-x-0 bottom-0 z-20 flex flex-wrap items-center justify-end gap-3 border-t border-line bg-paper px-4 py-2 max-md:bottom-14">
          <div className="mr-auto">
            <Refusal act={draft.save} />
          </div>
          {draft.dirty && <span className="text-note text-warn">{t('maturity:unsaved')}</span>}
          <Button isDisabled={!draft.dirty} onPress={draft.drop}>
            {t('maturity:drop')}
          </Button>
          <Button variant="main" busy={draft.save.busy} isDisabled={!draft.dirty} onPress={() => void draft.save.run()}>
            {t('maturity:saveArea')}
          </Button>
        </div>
      )}
      {guard.status === 'blocked' && (
        <Dialog
          title={t('common:leave.title')}
          isOpen
          onClose={guard.reset}
          actions={
            <>
              <Button onPress={guard.proceed}>{t('maturity:leave')}</Button>
              <Button variant="main" onPress={guard.reset}>
                {t('maturity:stay')}
              </Button>
            </>
          }
        >
          <p>{t('maturity:leaveText')}</p>
        </Dialog>
      )}
    </div>
  );
}

function Answer({ area }: { area: AreaDetail }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <Link to="/maturity/appraisals/$id" params={{ id: area.appraisalId }}>
        {t('maturity:pageTitle', {
          subject: f.pick(area.projectName, area.projectNameEn) || f.pick(area.sectionName, area.sectionNameEn),
          year: f.fiscalYear(area.fiscalYear),
          kind: t(`maturity:view.${area.kind}`),
        })}
      </Link>
      <AreaChip status={area.result.status} />
      {area.scope === 'in' && (
        <span>{t('maturity:area.capabilityIs', { level: area.result.capability ?? t('maturity:unknown') })}</span>
      )}
      {area.otherId && (
        <Link to="/maturity/appraisals/$id/areas/$area" params={{ id: area.otherId, area: area.area }}>
          {t(`maturity:other.${area.kind}`, { level: area.otherCapability ?? t('maturity:unknown') })}
        </Link>
      )}
      {area.stale && (
        <StatusChip tone="unknown" why={t('maturity:staleWhy')}>
          {t('maturity:stale')}
        </StatusChip>
      )}
    </span>
  );
}

/** To the area before and after, in the order of the model. */
function Neighbours({ area }: { area: AreaDetail }) {
  const { t } = useTranslation();
  const { data } = useQuery(appraisalOptions(area.appraisalId));
  const ids = (data?.areas ?? []).filter((a) => a.scope === 'in' || a.area === area.area).map((a) => a.area);
  const i = ids.indexOf(area.area);
  const [before, after] = [ids[i - 1], ids[i + 1]];
  const to = (id: string) => ({
    to: '/maturity/appraisals/$id/areas/$area' as const,
    params: { id: area.appraisalId, area: id },
  });
  return (
    <>
      {i > 0 && before && <ButtonLink {...to(before)}>{t('maturity:before', { area: before })}</ButtonLink>}
      {after && <ButtonLink {...to(after)}>{t('maturity:after', { area: after })}</ButtonLink>}
    </>
  );
}

function ScopeChoice({ area, draft, editable }: { area: AreaDetail; draft: AreaDraft; editable: boolean }) {
  const { t } = useTranslation();
  if (!editable)
    return area.scope === 'in' ? null : (
      <p>
        {t(`maturity:scope.${area.scope}`)} {area.scopeReason}
      </p>
    );
  return (
    <div className="flex flex-wrap items-end gap-4">
      <RadioGroup
        label={t('maturity:field.scope')}
        inline
        value={draft.scope}
        onChange={(v) => draft.setScope(v as AreaDetail['scope'], draft.scopeReason)}
        options={(['in', 'na', 'out'] as const).map((v) => ({ value: v, label: t(`maturity:scope.${v}`) }))}
      />
      {draft.scope !== 'in' && (
        <TextField
          label={t('maturity:field.scopeReason')}
          required={draft.scope === 'na'}
          value={draft.scopeReason}
          onChange={(reason) => draft.setScope(draft.scope, reason)}
          maxLength={1000}
        />
      )}
    </div>
  );
}
