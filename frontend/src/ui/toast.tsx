import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './IconButton';
import { Mark, type Tone } from './StatusChip';

interface Toast {
  id: number;
  tone: Tone;
  text: string;
}

let toasts: Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();

function set(next: Toast[]) {
  toasts = next;
  for (const l of listeners) l();
}

/** Says that something was done. What failed is said where it failed, never here: a toast goes away. */
export function toast(text: string, tone: Tone = 'good'): void {
  const id = ++last;
  set([...toasts.slice(-2), { id, tone, text }]);
  setTimeout(() => set(toasts.filter((x) => x.id !== id)), 8000);
}

/** Where toasts appear and are read out; the shell holds one. */
export function ToastRegion() {
  const { t } = useTranslation();
  const shown = useSyncExternalStore(
    (l) => {
      listeners.add(l);
      return () => listeners.delete(l);
    },
    () => toasts,
  );
  return (
    <div
      role="status"
      aria-live="polite"
      className="no-print fixed right-4 bottom-20 z-50 flex w-80 max-w-[calc(100vw-2rem)] flex-col gap-2 md:bottom-4"
    >
      {shown.map((x) => (
        <div
          key={x.id}
          className="flex items-center gap-2 rounded-part border border-line-strong bg-paper py-1 pr-1 pl-3"
        >
          <Mark tone={x.tone} />
          <p className="flex-1">{x.text}</p>
          <IconButton icon="close" label={t('common:close')} onPress={() => set(toasts.filter((y) => y.id !== x.id))} />
        </div>
      ))}
    </div>
  );
}
