import { formatBytes, plural } from '@/lib/format/quantity';

import type { Export } from './exports';

/** How far an export is; what it will come to is known about, not exactly. */
export function ExportProgress({ made }: { made: Export }) {
  const share = made.bytes_expected ? Math.min(99, (made.bytes_done / made.bytes_expected) * 100) : 0;
  const told =
    made.state === 'queued'
      ? 'Waiting to begin'
      : `${plural(made.rows_done, 'row')} and ${plural(made.files_done, 'file')}, ${formatBytes(made.bytes_done)}`;
  return (
    <div className="rounded-lg border border-line bg-surface p-4">
      <div className="flex flex-wrap justify-between gap-x-4 text-[15px]">
        <span>The export is being made</span>
        <span className="text-muted tabular-nums">{told}</span>
      </div>
      <div
        role="progressbar"
        aria-label="The export"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share)}
        aria-valuetext={told}
        className="mt-2 h-1.5 overflow-hidden rounded-full bg-line"
      >
        <div className="h-full rounded-full bg-accent" style={{ width: `${share}%` }} />
      </div>
      <p className="mt-2 text-[13px] text-muted">
        You can leave this page: a mail tells you when it is ready.
      </p>
    </div>
  );
}
