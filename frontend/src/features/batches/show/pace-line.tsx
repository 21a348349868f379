import { formatQuantity } from '@/lib/format/quantity';
import { formatSeconds } from '@/lib/format/time';

import { endedOf, type Batch } from '../api/batch';

/** How far it is, how quickly it goes, and when it ends at that pace. */
export function PaceLine({ batch, now }: { batch: Batch; now: number }) {
  const { total, counts, started_at: started, finished_at: finished } = batch;
  const ended = endedOf(counts);
  const share = total > 0 ? Math.floor((ended / total) * 100) : 0;
  const took =
    started && finished ? ` in ${formatSeconds((Date.parse(finished) - Date.parse(started)) / 1000)}` : '';
  return (
    <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-sm text-muted">
      <span className="text-2xl font-semibold tracking-tight text-ink tabular-nums">{share} %</span>
      <span className="tabular-nums">
        {formatQuantity(ended)} of {formatQuantity(total)} ended{took}
      </span>
      {!finished && batch.per_minute !== null && (
        <span className="tabular-nums">{tellPace(batch.per_minute)}</span>
      )}
      {!finished && batch.finishes_at && (
        <span className="tabular-nums">{tellEnd(Date.parse(batch.finishes_at), now)}</span>
      )}
    </p>
  );
}

function tellPace(perMinute: number): string {
  return perMinute === 0 ? 'none in the last minute' : `${formatQuantity(perMinute)} a minute`;
}

/** “done in about 12 min, at 18:05”. */
function tellEnd(at: number, now: number): string {
  const minutes = Math.max(0, (at - now) / 60_000);
  const left = minutes < 1 ? 'under a minute' : minutes < 90 ? `about ${Math.ceil(minutes)} min` : '';
  const time = new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  const day =
    minutes > 12 * 60 ? `${new Date(at).toLocaleDateString('en-US', { dateStyle: 'medium' })}, ` : '';
  return left ? `done in ${left}, at ${time}` : `done at about ${day}${time}`;
}
