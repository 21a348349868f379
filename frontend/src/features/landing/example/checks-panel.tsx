import clsx from 'clsx';
import { Check as CheckMark, CircleSlash, X } from 'lucide-react';

import { Loaded } from '@/components/ui/loaded';
import { InlineCode } from '@/lib/markdown/inline-code';

import { useChecks, type Check } from './api';

const MARKS = {
  failed: { Icon: X, look: 'bg-bad-soft text-bad', told: 'Failed: ' },
  skipped: { Icon: CircleSlash, look: 'bg-warn-soft text-warn', told: 'Skipped: ' },
  passed: { Icon: CheckMark, look: 'bg-good-soft text-good', told: 'Passed: ' },
} as const;
const ORDER = ['failed', 'skipped', 'passed'] as const;

/** Each sentence that was held against the bundle. */
export function ChecksPanel() {
  const checks = useChecks();
  return (
    <Loaded what="the checks" query={checks} lines={20}>
      {(data) => (
        <ul className="grid gap-x-8 sm:grid-cols-2">
          {ORDER.flatMap((status) => data.filter((check) => check.status === status)).map((check) => (
            <CheckLine key={check.id} check={check} />
          ))}
        </ul>
      )}
    </Loaded>
  );
}

function CheckLine({ check: { status, sentence, reason } }: { check: Check }) {
  const { Icon, look, told } = MARKS[status];
  return (
    <li className="flex gap-3 border-b border-line py-2.5 text-sm">
      <span aria-hidden className={clsx('mt-0.5 grid size-5 shrink-0 place-items-center rounded-full', look)}>
        <Icon className="size-3" strokeWidth={3} />
      </span>
      <span className="min-w-0">
        <span className="sr-only">{told}</span>
        <InlineCode text={sentence} />
        {reason && <span className="mt-0.5 block text-[13px] break-words text-muted">{reason}</span>}
      </span>
    </li>
  );
}
