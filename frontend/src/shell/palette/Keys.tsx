import { useTranslation } from 'react-i18next';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Overlay';

const keys = [
  { keys: ['Ctrl K', '⌘K'], does: 'search' },
  { keys: ['j', '↓'], does: 'next' },
  { keys: ['k', '↑'], does: 'previous' },
  { keys: ['Enter'], does: 'open' },
  { keys: ['Space'], does: 'preview' },
  { keys: ['Esc'], does: 'close' },
  { keys: ['Ctrl Enter', '⌘ Enter'], does: 'apart' },
  { keys: ['?'], does: 'help' },
];

/** The keys that work everywhere and in lists. */
export default function Keys({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog
      title={t('shell:keys.title')}
      isOpen
      onClose={onClose}
      actions={<Button onPress={onClose}>{t('common:close')}</Button>}
    >
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2">
        {keys.map((k) => (
          <div key={k.does} className="contents">
            <dt className="flex gap-1">
              {k.keys.map((key) => (
                <kbd key={key} className="rounded-part border border-line-strong bg-desk px-2 text-note">
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{t(`shell:keys.${k.does}`)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
