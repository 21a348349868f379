import { CloudOff, RefreshCw } from 'lucide-react';

import type { Connection } from '@/lib/live/follow-job';

/** Says when news arrive late, and that the work goes on regardless. */
export function ConnectionNote({ connection }: { connection: Connection }) {
  return (
    <p role="status" data-connection={connection} className="text-[13px] text-muted">
      {connection === 'reconnecting' && (
        <span className="inline-flex items-center gap-2">
          <CloudOff aria-hidden className="size-4 text-warn" />
          Connection lost, reconnecting. The work goes on; nothing will be missed.
        </span>
      )}
      {connection === 'polling' && (
        <span className="inline-flex items-center gap-2">
          <RefreshCw aria-hidden className="size-4 text-faint" />
          Live updates are blocked here, so news arrive every few seconds.
        </span>
      )}
    </p>
  );
}
