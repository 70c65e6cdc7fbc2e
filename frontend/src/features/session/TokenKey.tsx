import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MadeToken } from '@/api/tokens';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Overlay';

/** The one moment in which the key can be read. A stray press outside does not close it. */
export function TokenKey({ made, onClose }: { made: MadeToken; onClose: () => void }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState<boolean | null>(null);
  const text = useRef<HTMLElement>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(made.key);
      setCopied(true);
    } catch {
      // Without a secure connection a browser keeps the clipboard shut: mark the text, so that the keyboard can copy it.
      if (text.current) getSelection()?.selectAllChildren(text.current);
      setCopied(false);
    }
  };
  return (
    <Dialog
      title={t('tokens:key.title', { name: made.label })}
      isOpen
      onClose={onClose}
      keepOpen
      actions={
        <Button variant="main" onPress={onClose}>
          {t('tokens:key.noted')}
        </Button>
      }
    >
      <p className="flex flex-wrap items-center gap-3">
        <code ref={text} className="select-all break-all border border-line bg-sunken px-2 py-1 font-bold">
          {made.key}
        </code>
        <Button onPress={() => void copy()}>{t('tokens:key.copy')}</Button>
      </p>
      <p role="status" className="min-h-5 text-ink-soft text-note">
        {copied !== null && t(copied ? 'tokens:key.copied' : 'tokens:key.marked')}
      </p>
      <ul className="measure list-disc pl-5">
        <li>{t('tokens:key.once')}</li>
        <li>{t('tokens:key.use')}</li>
        <li>{t('tokens:key.safe')}</li>
      </ul>
    </Dialog>
  );
}
