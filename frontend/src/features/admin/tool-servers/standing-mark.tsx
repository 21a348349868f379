import clsx from 'clsx';

import type { Standing, Tone } from './standing';

const LOOKS: Record<Tone, { dot: string; text: string }> = {
  good: { dot: 'bg-good', text: 'text-good' },
  busy: { dot: 'bg-accent animate-breathe', text: 'text-accent' },
  bad: { dot: 'bg-bad', text: 'text-bad' },
  idle: { dot: 'border border-faint', text: 'text-muted' },
};

/** How a server does: a word, with a dot of its colour. */
export function StandingMark({ standing: { label, tone } }: { standing: Standing }) {
  return (
    <span className={clsx('lettering inline-flex items-center gap-1.5 font-medium', LOOKS[tone].text)}>
      <span aria-hidden className={clsx('size-2 shrink-0 rounded-full', LOOKS[tone].dot)} />
      {label}
    </span>
  );
}
