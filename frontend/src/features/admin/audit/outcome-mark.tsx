import clsx from 'clsx';
import { Ban, Check, CircleAlert, CircleDashed } from 'lucide-react';

import type { Outcome } from './calls';

const LOOKS = {
  success: { Icon: Check, title: 'Succeeded', colour: 'text-good' },
  error: { Icon: CircleAlert, title: 'Failed', colour: 'text-bad' },
  refused: { Icon: Ban, title: 'Refused', colour: 'text-warn' },
  begun: { Icon: CircleDashed, title: 'Begun', colour: 'text-muted' },
} as const;

export function OutcomeMark({ outcome }: { outcome: Outcome }) {
  const { Icon, title, colour } = LOOKS[outcome];
  return (
    <span
      className={clsx('inline-flex items-center gap-1.5 text-[13px] font-medium whitespace-nowrap', colour)}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      {title}
    </span>
  );
}
