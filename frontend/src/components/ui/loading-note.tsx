import type { ReactNode } from 'react';

import { Alert } from './alert';
import { Skeleton } from './skeleton';

type Props = {
  /** What loads: “the tool servers”. */
  what: string;
  /** There is no connection, so nothing loads yet. */
  paused: boolean;
  lines?: number;
  /** In the place of grey bars. */
  skeleton?: ReactNode;
};

/** Until something is there: nothing at first, since most is there in a moment, then grey bars. */
export function LoadingNote({ what, paused, lines = 6, skeleton }: Props) {
  if (paused) {
    return (
      <Alert tone="info" title="There is no connection">
        As soon as there is one, {what} will be loaded.
      </Alert>
    );
  }
  if (skeleton) {
    return (
      <div role="status" className="animate-late">
        <span className="sr-only">Loading {what}</span>
        {skeleton}
      </div>
    );
  }
  return <Skeleton lines={lines} label={`Loading ${what}`} className="animate-late" />;
}
