import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { atWork, cancelImport, importNounsOptions, importOptions } from '@/api/imports';
import { useFormat } from '@/i18n/format';
import { ActDialog } from '@/ui/act/ActDialog';
import { useAct } from '@/ui/act/useAct';
import { Button } from '@/ui/Button';
import { PageHead } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { FailedState, Progress, SkeletonPage } from '@/ui/states';
import { toast } from '@/ui/toast';
import { Check } from './Check';
import { Ended } from './Ended';
import { Mapping } from './Mapping';
import { type Step, stateTone, stepOf } from './model';
import { Steps } from './Steps';

/** One import: how its file is read, what it would do, and what it did. */
export function ImportPage({ id, step }: { id: string; step?: Step }) {
  const { t } = useTranslation();
  const f = useFormat();
  const cache = useQueryClient();
  const { data: i, error, refetch } = useQuery(importOptions(id));
  const nouns = useQuery(importNounsOptions());
  const [cancelling, setCancelling] = useState(false);
  const cancel = useAct({
    send: (intent) => cancelImport(id, i?.version ?? 0, intent),
    onDone: () => toast(t('imports:cancelled')),
  });
  // Records changed behind every list when the writing ended.
  const was = useRef(i?.state);
  useEffect(() => {
    if (was.current === 'committing' && i?.state === 'committed') void cache.invalidateQueries();
    was.current = i?.state;
  }, [i?.state, cache]);

  if (error && !i) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (nouns.error) return <FailedState error={nouns.error} onRetry={() => void nouns.refetch()} />;
  if (!i || !nouns.data) return <SkeletonPage />;
  const fields = nouns.data.items.find((n) => n.noun === i.noun)?.fields ?? [];
  const open = i.state === 'uploaded' || i.state === 'checking' || i.state === 'checked' || i.state === 'failed';
  const at = open && step === 'mapping' ? 'mapping' : stepOf(i);
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={t('imports:pageTitle', { noun: t(`imports:noun.${i.noun}`) })}
        answer={
          <span className="flex flex-wrap gap-x-4">
            <StatusChip tone={stateTone[i.state]}>{t(`imports:state.${i.state}`)}</StatusChip>
            <span className="break-all">{i.fileName}</span>
            <span>{t('imports:kilobytes', { size: f.number(Math.max(1, i.size / 1024)) })}</span>
          </span>
        }
        actions={
          open && (
            <Button can={i.can?.create} variant="quiet" onPress={() => setCancelling(true)}>
              {t('imports:cancel')}
            </Button>
          )
        }
      />
      <Steps
        at={at}
        id={open ? id : undefined}
        failed={i.state === 'failed' || i.state === 'cancelled'}
        done={i.state === 'committed'}
      />
      {at === 'mapping' ? (
        <Mapping key={`${i.encoding} ${i.sheet} ${i.headerRow} ${i.separator}`} imported={i} fields={fields} />
      ) : atWork(i.state) ? (
        <div className="flex max-w-2xl flex-col gap-2" role="status">
          <Progress
            label={t(i.state === 'committing' ? 'imports:committing' : 'imports:checking')}
            done={i.done}
            total={Math.max(i.total, 1)}
            note={t('imports:progress', { done: f.number(i.done), total: f.number(i.total) })}
          />
          <p className="text-ink-soft">
            {t(i.state === 'committing' ? 'imports:committingHint' : 'imports:checkingHint')}
          </p>
        </div>
      ) : i.state === 'checked' ? (
        <Check imported={i} fields={fields} />
      ) : (
        <Ended imported={i} fields={fields} />
      )}
      <ActDialog
        title={t('imports:cancelTitle')}
        effect={t('imports:cancelText')}
        verb={t('imports:cancel')}
        danger
        act={cancel}
        isOpen={cancelling}
        onClose={() => setCancelling(false)}
      />
    </div>
  );
}
