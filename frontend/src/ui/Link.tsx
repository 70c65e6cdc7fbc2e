import { createLink, type LinkComponent } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';
import { cx } from '@/lib/cx';
import { buttonClass } from './Button';

type AnchorProps = AnchorHTMLAttributes<HTMLAnchorElement> & { ref?: Ref<HTMLAnchorElement> };

function Anchor({ className, ...props }: AnchorProps) {
  return (
    <a
      {...props}
      className={cx('text-accent underline underline-offset-3 hover:text-accent-hover hover:decoration-2', className)}
    />
  );
}

/** A link inside the app, with typed routes. */
export const Link: LinkComponent<typeof Anchor> = createLink(Anchor);

function ButtonAnchor({ className, ...props }: AnchorProps) {
  return <a {...props} className={buttonClass('plain', className)} />;
}

/** Goes somewhere, looks like a button. */
export const ButtonLink: LinkComponent<typeof ButtonAnchor> = createLink(ButtonAnchor);

function MainAnchor({ className, ...props }: AnchorProps) {
  return <a {...props} className={buttonClass('main', className)} />;
}

/** The way to the one act a screen is for. */
export const MainLink: LinkComponent<typeof MainAnchor> = createLink(MainAnchor);

function BareAnchor({ className, ...props }: AnchorProps) {
  return <a {...props} className={className} />;
}

/** A link whose look is the caller's affair: rows, tiles, navigation. */
export const BareLink: LinkComponent<typeof BareAnchor> = createLink(BareAnchor);
