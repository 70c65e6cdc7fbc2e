import type { ReactNode } from 'react';
import {
  Dialog as Aria,
  Popover as AriaPopover,
  DialogTrigger,
  Heading,
  Modal,
  ModalOverlay,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { cx } from '@/lib/cx';
import { IconButton } from './IconButton';

export interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  /** Buttons at the foot, the main one last. */
  actions?: ReactNode;
  width?: 'narrow' | 'wide';
  /** For what would be lost by a stray press outside. */
  keepOpen?: boolean;
}

/** Asks something before going on. Focus goes in and comes back; Esc closes. */
export function Dialog({ title, isOpen, onClose, children, actions, width = 'narrow', keepOpen }: DialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={!keepOpen}
      className="fixed inset-0 z-50 flex items-start justify-center overflow-auto bg-scrim p-4 pt-[10vh] data-[entering]:animate-[fade-in_120ms]"
    >
      <Modal
        className={cx(
          'w-full rounded-part border border-line-strong bg-paper text-ink',
          width === 'narrow' ? 'max-w-lg' : 'max-w-3xl',
        )}
      >
        <Aria className="flex flex-col gap-4 p-6 outline-none">
          <Heading slot="title" className="text-section font-bold">
            {title}
          </Heading>
          <div className="flex flex-col gap-4">{children}</div>
          {actions && <div className="flex flex-wrap justify-end gap-2">{actions}</div>}
        </Aria>
      </Modal>
    </ModalOverlay>
  );
}

export interface SheetProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  actions?: ReactNode;
  side?: 'right' | 'bottom';
}

/** A panel over the page: the preview on a narrow screen, the filters on a phone. */
export function Sheet({ title, isOpen, onClose, children, actions, side = 'right' }: SheetProps) {
  const { t } = useTranslation();
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable
      className="fixed inset-0 z-50 bg-scrim data-[entering]:animate-[fade-in_120ms]"
    >
      <Modal
        className={cx(
          'fixed border-line-strong bg-paper text-ink',
          side === 'right'
            ? 'inset-y-0 right-0 w-[min(28rem,100vw)] border-l data-[entering]:animate-[sheet-in-right_160ms]'
            : 'inset-x-0 bottom-0 max-h-[85dvh] border-t',
        )}
      >
        <Aria className="flex h-full max-h-[inherit] flex-col outline-none">
          <header className="flex items-center justify-between border-b border-line px-4 py-2">
            <Heading slot="title" className="text-section font-bold">
              {title}
            </Heading>
            <IconButton icon="close" label={t('common:close')} onPress={onClose} />
          </header>
          <div className="flex-1 overflow-auto p-4">{children}</div>
          {actions && <footer className="flex justify-end gap-2 border-t border-line p-4">{actions}</footer>}
        </Aria>
      </Modal>
    </ModalOverlay>
  );
}

/** A small panel beside its trigger. The first child is the trigger (a Button or IconButton). */
export function Popover({
  trigger,
  label,
  children,
  className,
}: {
  trigger: ReactNode;
  label: string;
  children: ReactNode;
  className?: string;
}) {
  return (
    <DialogTrigger>
      {trigger}
      <AriaPopover
        placement="bottom end"
        className={cx(
          'max-h-[70vh] overflow-auto rounded-part border border-line-strong bg-paper p-4 text-ink',
          className,
        )}
      >
        <Aria aria-label={label} className="outline-none">
          {children}
        </Aria>
      </AriaPopover>
    </DialogTrigger>
  );
}
