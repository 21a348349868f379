import { Ban, Pause, Play, RotateCcw } from 'lucide-react';
import { useState } from 'react';

import { Button } from '@/components/ui/button';
import { tellError } from '@/lib/api/errors';
import { formatQuantity } from '@/lib/format/quantity';

import { hasEnded, type Batch } from '../api/batch';
import { useBatchChange } from '../api/change-batch';

/** Holding, going on, ending, and trying again what failed. */
export function BatchActions({ batch }: { batch: Batch }) {
  const change = useBatchChange(batch.id);
  const [asked, setAsked] = useState(false);
  const { state, counts } = batch;
  const ended = hasEnded(batch);
  const busy = change.isPending;
  const left = counts.waiting + counts.queued + counts.running;
  return (
    <div className="flex flex-col gap-2 sm:items-end">
      <div className="flex flex-wrap gap-2">
        {counts.failed > 0 && state !== 'cancelling' && (
          <Button
            size="small"
            disabled={busy}
            onClick={() => {
              change.mutate('retry');
            }}
          >
            <RotateCcw aria-hidden className="size-4" />
            Retry {formatQuantity(counts.failed)} failed
          </Button>
        )}
        {state === 'running' && (
          <Button
            size="small"
            disabled={busy}
            onClick={() => {
              change.mutate('pause');
            }}
          >
            <Pause aria-hidden className="size-4" />
            Pause
          </Button>
        )}
        {state === 'paused' && (
          <Button
            size="small"
            variant="primary"
            disabled={busy}
            onClick={() => {
              change.mutate('resume');
            }}
          >
            <Play aria-hidden className="size-4" />
            Go on
          </Button>
        )}
        {!ended && state !== 'cancelling' && (
          <Button
            size="small"
            variant="danger"
            disabled={busy}
            onBlur={() => {
              setAsked(false);
            }}
            onClick={() => {
              if (asked) change.mutate('cancel');
              setAsked(!asked);
            }}
          >
            <Ban aria-hidden className="size-4" />
            {asked ? `Really cancel ${formatQuantity(left)}?` : 'Cancel'}
          </Button>
        )}
      </div>
      <p role="alert" className="text-[13px] text-bad empty:hidden">
        {change.error && change.variables !== 'zip' && tellError(change.error)}
      </p>
    </div>
  );
}
