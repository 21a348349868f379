import { Columns3, DraftingCompass } from 'lucide-react';

import { Button } from '@/components/ui/button';
import { useSubmission } from '@/lib/api/use-submission';
import type { Job } from '@/types/job';

import { conversationPath } from '../api/conversation';
import { OFFLINE, tellFault } from '../faults';

type Props = {
  conversationId: string;
  /** Why it cannot be done now. */
  reason: string | null;
  onAccepted: (job: Job) => void;
};

/** From the sheet on to a job: three options to compare, or one plan with all its files. */
export function Onward({ conversationId, reason, onAccepted }: Props) {
  const analyze = useSubmission(conversationPath(conversationId, '/analyze'), onAccepted);
  const implement = useSubmission(conversationPath(conversationId, '/implement'), onAccepted);
  const error = analyze.error ?? implement.error;
  const busy = analyze.isPending || implement.isPending;
  const paused = analyze.isPaused || implement.isPaused;
  const go = (one: typeof analyze, other: typeof analyze): void => {
    other.reset();
    one.mutate(undefined);
  };
  return (
    <div className="border-t border-line px-5 py-4">
      <div className="grid grid-cols-2 gap-2">
        <Button
          title="Three options side by side"
          disabled={busy || reason !== null}
          onClick={() => {
            go(analyze, implement);
          }}
        >
          <Columns3 aria-hidden className="size-4" />
          {analyze.isPending ? 'Sending…' : 'Analyze'}
        </Button>
        <Button
          variant="primary"
          title="One plan, ready to deploy"
          disabled={busy || reason !== null}
          onClick={() => {
            go(implement, analyze);
          }}
        >
          <DraftingCompass aria-hidden className="size-4" />
          {implement.isPending ? 'Sending…' : 'Implement'}
        </Button>
      </div>
      <p className="mt-2 text-xs leading-4 text-faint">
        {(paused ? OFFLINE : reason) ??
          'Analyze compares three options of this sheet; Implement makes one plan with all its files.'}
      </p>
      {error && (
        <p role="alert" className="mt-2 text-[13px] text-bad">
          Not started: {tellFault(error)}
        </p>
      )}
    </div>
  );
}
