import type { ReactNode } from 'react';
import { HrefLink } from '../HrefLink';

/** A part of a drawing that opens onto its rows; without an address it is the bare part. */
export function SvgLink({
  href,
  name,
  onFocus,
  onBlur,
  children,
}: {
  href?: string;
  name: string;
  onFocus: () => void;
  onBlur: () => void;
  children: ReactNode;
}) {
  if (!href) return children;
  return (
    <HrefLink
      href={href}
      aria-label={name}
      onFocus={onFocus}
      onBlur={onBlur}
      onKeyDown={(e) => e.key === 'Escape' && onBlur()}
      className="chart-link"
    >
      {children}
    </HrefLink>
  );
}
