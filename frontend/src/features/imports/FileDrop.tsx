import { type DragEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/format';
import { cx } from '@/lib/cx';
import { buttonClass } from '@/ui/Button';

/** A place to drop a file on, which is an ordinary file input for the keyboard and for screen readers. */
export function FileDrop({ file, onFile, error }: { file: File | null; onFile: (file: File) => void; error?: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const id = useId();
  const [over, setOver] = useState(false);
  const drop = (e: DragEvent) => {
    e.preventDefault();
    setOver(false);
    const dropped = e.dataTransfer.files[0];
    if (dropped) onFile(dropped);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the input inside does the same by keyboard
    <div
      onDragOver={(e) => {
        e.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cx(
        'flex flex-col items-start gap-2 border-2 border-dashed p-6',
        over ? 'border-accent bg-chosen' : error ? 'border-bad' : 'border-line-strong bg-paper',
      )}
    >
      <span id={`${id}-drop`} className="font-bold">
        {t('imports:drop')}
      </span>
      <input
        id={id}
        type="file"
        accept=".xlsx,.csv,.tsv,.txt"
        aria-labelledby={`${id}-drop`}
        aria-describedby={`${id}-state`}
        aria-invalid={error ? true : undefined}
        onChange={(e) => {
          const chosen = e.target.files?.[0];
          if (chosen) onFile(chosen);
        }}
        className="sr-only"
      />
      {/* The browser's own button speaks the browser's language; this one speaks ours. */}
      <label htmlFor={id} className={buttonClass('plain', 'cursor-pointer')}>
        {t(file ? 'imports:chooseOther' : 'imports:choose')}
      </label>
      <div id={`${id}-state`} role="status">
        {file && (
          <p className="break-all">
            {t('imports:chosen', { name: file.name, size: f.number(file.size / 1024, file.size < 10_240 ? 1 : 0) })}
          </p>
        )}
        {error && <p className="text-bad">■ {error}</p>}
      </div>
    </div>
  );
}
