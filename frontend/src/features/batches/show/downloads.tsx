import { Download, FileArchive } from 'lucide-react';
import { useId } from 'react';

import { Button, buttonClass } from '@/components/ui/button';
import { env } from '@/config/env';
import { tellError } from '@/lib/api/errors';
import { formatBytes, formatQuantity, plural } from '@/lib/format/quantity';

import { batchPath, endedOf, hasEnded, type Batch } from '../api/batch';
import { useBatchChange } from '../api/change-batch';

/** What the batch has made: a line for each item, and all bundles in one file once it has ended. */
export function Downloads({ batch, editable }: { batch: Batch; editable: boolean }) {
  const id = useId();
  const results = (format: string): string =>
    `${env.apiUrl}${batchPath(batch.id, `/results?format=${format}`)}`;
  const none = endedOf(batch.counts) === 0;
  return (
    <section aria-labelledby={id} className="rounded-lg border border-line bg-surface px-4 py-4 sm:px-5">
      <h2 id={id} className="text-base">
        Downloads
      </h2>
      {!none && (
        <div className="mt-3 flex flex-wrap gap-2">
          <a href={results('csv')} download className={buttonClass({ size: 'small' })}>
            <Download aria-hidden className="size-4" />
            Results, CSV
          </a>
          <a href={results('ndjson')} download className={buttonClass({ size: 'small' })}>
            <Download aria-hidden className="size-4" />
            Results, JSON Lines
          </a>
          <Bundles batch={batch} editable={editable} />
        </div>
      )}
      {!hasEnded(batch) && (
        <p className="mt-2 text-[13px] text-muted">
          {none ? 'As items end, their results can be had here' : 'Results hold what has ended so far'}; all
          bundles as one zip can be had once the batch has ended.
        </p>
      )}
    </section>
  );
}

function Bundles({ batch, editable }: { batch: Batch; editable: boolean }) {
  const change = useBatchChange(batch.id);
  const { zip, counts } = batch;
  if (!hasEnded(batch) || counts.succeeded === 0) return null;
  if (zip?.state === 'ready') {
    return (
      <a
        href={env.apiUrl + (zip.url ?? '')}
        download
        className={buttonClass({ size: 'small', variant: 'primary' })}
      >
        <FileArchive aria-hidden className="size-4" />
        All bundles, zip, {formatBytes(zip.size ?? 0)}
      </a>
    );
  }
  if (zip) return <ZipProgress files={zip.files ?? 0} items={counts.succeeded} />;
  return (
    <>
      {editable && (
        <Button
          size="small"
          variant="primary"
          disabled={change.isPending}
          onClick={() => {
            change.mutate('zip');
          }}
        >
          <FileArchive aria-hidden className="size-4" />
          Pack all bundles into a zip
        </Button>
      )}
      <p role="alert" className="basis-full text-[13px] text-bad empty:hidden">
        {change.error && tellError(change.error)}
      </p>
    </>
  );
}

/** Comparisons have several files, so that the share is known about, not exactly. */
function ZipProgress({ files, items }: { files: number; items: number }) {
  const share = Math.min(99, Math.round((files / items) * 100));
  const told =
    files > 0 ? `${plural(files, 'file')} packed of about ${formatQuantity(items)}` : 'about to begin';
  return (
    <div className="min-w-52 flex-1 basis-60">
      <div className="flex flex-wrap justify-between gap-x-3 text-[13px]">
        <span>The zip is being made</span>
        <span className="text-muted tabular-nums">{told}</span>
      </div>
      <div
        role="progressbar"
        aria-label="The zip"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share}
        aria-valuetext={told}
        className="mt-1.5 h-1.5 overflow-hidden rounded-full bg-line"
      >
        <div className="h-full rounded-full bg-accent" style={{ width: `${share}%` }} />
      </div>
    </div>
  );
}
