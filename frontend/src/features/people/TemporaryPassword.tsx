import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Opened } from '@/api/people';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Overlay';

/** The one moment in which the password can be read. A stray press outside does not close it. */
export function TemporaryPassword({ name, opened, onClose }: { name: string; opened: Opened; onClose: () => void }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState<boolean | null>(null);
  const text = useRef<HTMLElement>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(opened.temporaryPassword);
      setCopied(true);
    } catch {
      // Without a secure connection a browser keeps the clipboard shut: mark the text, so that the keyboard can copy it.
      if (text.current) getSelection()?.selectAllChildren(text.current);
      setCopied(false);
    }
  };
  return (
    <Dialog
      title={t('people:account.password.title', { name })}
      isOpen
      onClose={onClose}
      keepOpen
      actions={
        <Button variant="main" onPress={onClose}>
          {t('people:account.password.handed')}
        </Button>
      }
    >
      <dl className="grid grid-cols-[10rem_1fr] gap-2">
        <dt className="text-ink-soft">{t('people:account.login')}</dt>
        <dd className="select-all">{opened.login}</dd>
        <dt className="text-ink-soft">{t('people:account.password.label')}</dt>
        <dd className="flex flex-wrap items-center gap-3">
          <code ref={text} className="select-all border border-line bg-sunken px-2 py-1 font-bold text-section">
            {opened.temporaryPassword}
          </code>
          <Button onPress={() => void copy()}>{t('people:account.password.copy')}</Button>
        </dd>
      </dl>
      <p role="status" className="min-h-5 text-ink-soft text-note">
        {copied !== null && t(copied ? 'people:account.password.copied' : 'people:account.password.marked')}
      </p>
      <ul className="measure list-disc pl-5">
        <li>{t('people:account.password.once')}</li>
        <li>{t('people:account.password.change')}</li>
        <li>{t('people:account.password.way')}</li>
      </ul>
    </Dialog>
  );
}
