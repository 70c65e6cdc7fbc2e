import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Dataset, measureDataset } from '@/api/datasets';
import { Problem } from '@/api/problem';
import { useFormat } from '@/i18n/format';
import { ActDialog } from '@/ui/act/ActDialog';
import { useAct } from '@/ui/act/useAct';
import { buttonClass } from '@/ui/Button';
import { toast } from '@/ui/toast';

const most = 20 * 1024 * 1024;

/** Sends a sample. It is measured at once and not kept: what it holds may be about people. */
export function MeasureDialog({ dataset: d, onClose }: { dataset: Dataset; onClose: () => void }) {
  const { t } = useTranslation();
  const f = useFormat();
  const id = useId();
  const [file, setFile] = useState<File>();
  const act = useAct({
    send: () => measureDataset(d.id, file as File, d.version),
    onDone: (saved) =>
      toast(
        saved.score === null
          ? t('datasets:measure.doneOpen')
          : t('datasets:measure.done', { n: f.number(saved.score, 2) }),
      ),
  });
  const tooLarge = file !== undefined && file.size > most;
  return (
    <ActDialog
      title={t('datasets:measure.title')}
      effect={t('datasets:measure.effect')}
      verb={t('datasets:measure.verb')}
      act={act}
      isOpen
      onClose={onClose}
      width="wide"
      waits={!file ? t('datasets:measure.waits') : tooLarge ? t('datasets:measure.tooLarge') : undefined}
      explain={reason}
    >
      <div className="flex flex-col gap-3">
        {(d.columns ?? []).length === 0 && <p className="text-warn">▲ {t('datasets:measure.noColumns')}</p>}
        <ul className="list-disc pl-6 text-ink-soft">
          <li>{t('datasets:measure.limits')}</li>
          <li>{t('datasets:measure.notKept')}</li>
        </ul>
        <div className="flex flex-wrap items-center gap-3">
          <input
            id={id}
            type="file"
            accept=".xlsx,.csv,.tsv,.txt"
            aria-label={t('datasets:measure.choose')}
            onChange={(e) => {
              act.reset();
              setFile(e.target.files?.[0]);
            }}
            className="peer sr-only"
          />
          <label htmlFor={id} className={buttonClass('plain', 'cursor-pointer')}>
            {t('datasets:measure.choose')}
          </label>
          <span role="status" className="break-all">
            {file && t('datasets:measure.chosen', { name: file.name, size: f.number(file.size / 1024, 0) })}
          </span>
        </div>
      </div>
    </ActDialog>
  );

  function reason(p: Problem) {
    const why = p instanceof Problem ? String(p.params?.reason ?? p.params?.what ?? '') : '';
    const known = [
      'empty',
      'bytes',
      'rows',
      'columns',
      'unzipped',
      'entries',
      'encrypted_or_old_excel',
      'not_a_table',
      'not_a_workbook',
      'no_header',
      'no_rows',
      'broken_workbook',
      'unclosed_quote',
    ];
    return known.includes(why) ? t(`datasets:measure.trouble.${why}`) : undefined;
  }
}
