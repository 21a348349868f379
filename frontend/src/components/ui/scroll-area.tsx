import type { ReactNode } from 'react';

type Props = { label: string; className?: string; children: ReactNode };

/** An area that scrolls by itself: named, and reachable by keyboard, or its end is out of reach for some. */
export function ScrollArea({ label, className, children }: Props) {
  return (
    <div
      role="region"
      aria-label={label}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
      tabIndex={0}
      className={className}
    >
      {children}
    </div>
  );
}
