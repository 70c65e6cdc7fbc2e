import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '@/api/problem';
import { Button } from '../Button';
import { Dialog } from '../Overlay';
import { Refusal } from './Refusal';
import type { Act } from './useAct';

export interface ActDialogProps {
  title: string;
  /** What will have happened afterwards, in one sentence. */
  effect?: ReactNode;
  /** The button's words: the verb and its effect. */
  verb: string;
  danger?: boolean;
  act: Act;
  isOpen: boolean;
  onClose: () => void;
  children?: ReactNode;
  /** Why the button waits: what is still to be filled in. */
  waits?: string;
  explain?: (problem: Problem) => ReactNode;
  width?: 'narrow' | 'wide';
}

/** Asks for what an act needs, says what it will do, and explains a refusal without losing what was typed. */
export function ActDialog({
  title,
  effect,
  verb,
  danger,
  act,
  isOpen,
  onClose,
  children,
  waits,
  explain,
  width,
}: ActDialogProps) {
  const { t } = useTranslation();
  const close = () => {
    act.reset();
    onClose();
  };
  return (
    <Dialog
      title={title}
      isOpen={isOpen}
      onClose={close}
      keepOpen={Boolean(children)}
      width={width}
      actions={
        <>
          {waits && <span className="mr-auto self-center text-note text-ink-soft">{waits}</span>}
          <Button onPress={close}>{t('common:cancel')}</Button>
          <Button
            variant={danger ? 'danger' : 'main'}
            busy={act.busy}
            isDisabled={Boolean(waits)}
            onPress={() => void act.run().then((done) => done && onClose())}
          >
            {verb}
          </Button>
        </>
      }
    >
      {children}
      {effect && <p className="measure">{effect}</p>}
      <Refusal act={act} explain={explain} />
    </Dialog>
  );
}
