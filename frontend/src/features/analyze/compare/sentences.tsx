import clsx from 'clsx';
import { Minus, Plus } from 'lucide-react';
import { useState } from 'react';

const SHOWN = 3;

type Props = { sentences: string[]; kind: 'gain' | 'loss'; none: string };

/** A list of what is gained or given up; the first few, and the rest on a press. */
export function Sentences({ sentences, kind, none }: Props) {
  const [open, setOpen] = useState(false);
  if (sentences.length === 0) return <p className="text-[13px] text-faint">{none}</p>;
  const Icon = kind === 'gain' ? Plus : Minus;
  return (
    <>
      <ul className="space-y-1.5">
        {(open ? sentences : sentences.slice(0, SHOWN)).map((sentence) => (
          <li key={sentence} className="flex gap-2 text-[13px] leading-snug">
            <Icon
              aria-hidden
              className={clsx('mt-0.5 size-3.5 shrink-0', kind === 'gain' ? 'text-good' : 'text-warn')}
              strokeWidth={2.5}
            />
            <span className="min-w-0 break-words">{sentence}</span>
          </li>
        ))}
      </ul>
      {sentences.length > SHOWN && (
        <button
          type="button"
          aria-expanded={open}
          onClick={() => {
            setOpen(!open);
          }}
          className="mt-2 text-[13px] font-medium text-accent hover:underline"
        >
          {open ? 'Show fewer' : `Show all ${sentences.length}`}
        </button>
      )}
    </>
  );
}
