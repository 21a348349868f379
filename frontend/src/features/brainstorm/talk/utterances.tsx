import { CircleAlert, CircleStop, RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';

import { Button } from '@/components/ui/button';
import { Markdown } from '@/lib/markdown/markdown';

import type { Utterance } from '../api/conversation';
import { Citations } from './citations';

/** `sending` says how it stands with words that are not accepted yet. */
export function UserWords({ text, sending }: { text: string; sending?: string }) {
  return (
    <div className="flex flex-col items-end">
      <p className="max-w-[88%] rounded-2xl rounded-br-sm bg-accent-soft px-4 py-2.5 text-[15px] leading-relaxed [overflow-wrap:anywhere] whitespace-pre-wrap">
        <span className="sr-only">You said: </span>
        {text}
      </p>
      {sending && (
        <span role="status" className="mt-1 text-xs text-muted">
          {sending}
        </span>
      )}
    </div>
  );
}

/** An answer as it was kept; `below` stands under it. */
export function Answer({ utterance, below }: { utterance: Utterance; below?: ReactNode }) {
  return (
    <div>
      <span className="sr-only">Answer: </span>
      {utterance.text && <Markdown text={utterance.text} />}
      {utterance.state === 'stopped' && <StoppedNote spoken={utterance.text !== ''} />}
      <Citations citations={utterance.citations} />
      {below}
    </div>
  );
}

export function StoppedNote({ spoken }: { spoken: boolean }) {
  return (
    <p className="mt-3 flex items-center gap-2 text-[13px] text-muted">
      <CircleStop aria-hidden className="size-4 text-faint" />
      {spoken ? 'You stopped the answer here.' : 'Stopped before the first word.'}
    </p>
  );
}

type Failure = { error: Utterance['error']; onAgain?: (() => void) | undefined };

/** Why there is no answer, or none that is whole. */
export function FailedNote({ error, onAgain }: Failure) {
  return (
    <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border border-bad/40 bg-bad-soft px-4 py-3 text-sm">
      <CircleAlert aria-hidden className="size-4 shrink-0 text-bad" />
      <p className="min-w-0 flex-1 basis-60">{error?.message ?? 'The answer could not be finished.'}</p>
      {onAgain && <AskAgain onAgain={onAgain} />}
    </div>
  );
}

type Again = { onAgain: () => void; variant?: 'quiet' | 'outline'; className?: string };

/** Says the same words once more. */
export function AskAgain({ onAgain, variant = 'outline', className }: Again) {
  return (
    <Button size="small" variant={variant} className={className} onClick={onAgain}>
      <RotateCcw aria-hidden className="size-3.5" />
      Ask again
    </Button>
  );
}
