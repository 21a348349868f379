import clsx from 'clsx';
import { Check, CircleDashed, X } from 'lucide-react';

import type { Proof } from '../api/get-receipt';
import { PROOF_TITLES } from './proof-titles';

const MARKS = {
  proven: { Icon: Check, colour: 'text-good' },
  failed: { Icon: X, colour: 'text-bad' },
  not_emulated: { Icon: CircleDashed, colour: 'text-faint' },
} as const;

/** Icon and word, so that nothing rests on colour alone. */
export function ProofMark({ proof }: { proof: Proof }) {
  const { Icon, colour } = MARKS[proof];
  return (
    <span className={clsx('inline-flex items-center gap-1.5 text-[13px] whitespace-nowrap', colour)}>
      <Icon aria-hidden className="size-3.5" strokeWidth={2.5} />
      {PROOF_TITLES[proof]}
    </span>
  );
}
