import { useState } from 'react';

import { Dialog } from '@/components/ui/dialog';
import { plural } from '@/lib/format/quantity';
import { spell } from '@/lib/format/words';

import type { Difference, Option } from '../api/analysis';

const KINDS = { added: 'Added', replaced: 'Instead', removed: 'Left out', resized: 'Sized' } as const;

/** What the option has other than the balanced one: parts here, sizes on a press. */
export function DifferencesCell({ option }: { option: Option }) {
  const [open, setOpen] = useState(false);
  const { differences } = option;
  const parts = differences.filter(({ kind }) => kind !== 'resized');
  const sizes = differences.length - parts.length;
  if (differences.length === 0)
    return <p className="text-[13px] text-faint">The others are compared with this one.</p>;
  return (
    <>
      <ul className="space-y-1.5">
        {parts.map((difference) => (
          <DifferenceLine key={difference.component} difference={difference} />
        ))}
      </ul>
      {sizes > 0 && (
        <button
          type="button"
          onClick={() => {
            setOpen(true);
          }}
          className="mt-1.5 text-[13px] font-medium text-accent hover:underline"
        >
          {plural(sizes, 'size differs', 'sizes differ')} <span className="sr-only">in {option.title}</span>
        </button>
      )}
      {open && (
        <Dialog
          title={`${option.title} beside balanced`}
          onClose={() => {
            setOpen(false);
          }}
        >
          <ul className="space-y-2">
            {differences.map((difference) => (
              <DifferenceLine key={`${difference.component} ${difference.option}`} difference={difference} />
            ))}
          </ul>
        </Dialog>
      )}
    </>
  );
}

function DifferenceLine({ difference: { kind, name, option, before, after } }: { difference: Difference }) {
  return (
    <li className="text-[13px] leading-snug">
      <span className="lettering mr-2 text-faint">{KINDS[kind]}</span>
      <span className="font-medium">{name}</span>
      {kind === 'resized' && <span className="text-muted"> · {spell(option)}</span>}
      <span className="block text-muted">
        {kind === 'removed' ? before : kind === 'added' ? after : `${before} → ${after}`}
      </span>
    </li>
  );
}
