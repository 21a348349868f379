import { Sparkles, X } from 'lucide-react';

import { capitalize } from '@/lib/format/words';

import { sentence } from './option-changes';

type Props = {
  title: string;
  fixes: { check: string; made: boolean }[];
  /** Absent where one may only look. */
  onTakeBack: ((check: string) => void) | undefined;
  busy: boolean;
};

/** The fixes of the review that this option has beyond its plan, each with the way back. */
export function FixesMade({ title, fixes, onTakeBack, busy }: Props) {
  if (fixes.length === 0) return null;
  return (
    <ul aria-label={`Fixes in ${title}`} className="mt-2 space-y-1">
      {fixes.map(({ check, made }) => (
        <li
          key={check}
          className="flex items-center gap-2 rounded-md bg-accent-soft py-1 pr-1 pl-2.5 text-[13px] leading-snug"
        >
          <Sparkles aria-hidden className="size-3.5 shrink-0 text-accent" />
          <span className="min-w-0 flex-1">
            {capitalize(sentence(check))}
            {!made && <span className="text-muted"> (nothing to fix)</span>}
          </span>
          {onTakeBack && (
            <button
              type="button"
              disabled={busy}
              aria-label={`Take back the fix: ${sentence(check)}`}
              title="Take back the fix"
              onClick={() => {
                onTakeBack(check);
              }}
              className="grid size-6 shrink-0 place-items-center rounded text-muted hover:bg-surface hover:text-bad disabled:opacity-50"
            >
              <X aria-hidden className="size-3.5" />
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
