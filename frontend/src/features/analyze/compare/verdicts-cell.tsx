import clsx from 'clsx';
import { Check, CircleHelp, X } from 'lucide-react';

import type { Verdict } from '../api/analysis';

const MARKS = {
  met: { Icon: Check, colour: 'text-good', spoken: 'met' },
  not_met: { Icon: X, colour: 'text-bad', spoken: 'not met' },
  unknown: { Icon: CircleHelp, colour: 'text-faint', spoken: 'cannot be judged' },
} as const;

/** What the request states, in its words, and how near the option comes. */
export function VerdictsCell({ verdicts }: { verdicts: Verdict[] }) {
  return (
    <ul className="space-y-2">
      {verdicts.map(({ demand, title, words, wanted, has, status }) => {
        const { Icon, colour, spoken } = MARKS[status];
        return (
          <li key={demand} className="flex gap-2 text-[13px] leading-snug">
            <Icon aria-hidden className={clsx('mt-0.5 size-3.5 shrink-0', colour)} strokeWidth={3} />
            <span className="min-w-0">
              <span className="font-medium">{words ? `“${words}”` : `${title}: ${wanted}`}</span>
              <span className="sr-only">: {spoken}</span>
              <span className="block text-muted">{has}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
