import { useId } from 'react';

import { Button } from '@/components/ui/button';
import { QueryError } from '@/components/ui/query-error';
import { tellError } from '@/lib/api/errors';

import { ExportProgress } from './export-progress';
import { isUnderWay, useBeginExport, useExports, type Export } from './exports';
import { ReadyExport } from './ready-export';

/** For owners: all that the organization has, as one file to keep. */
export function ExportSection() {
  const id = useId();
  const exports = useExports();
  const begin = useBeginExport();
  const latest = exports.data?.[0];
  const ready = exports.data?.find(({ state }) => state === 'ready');
  const underWay = latest !== undefined && isUnderWay(latest);
  return (
    <section id="export" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className="text-lg">
        Export all data
      </h2>
      <p className="mt-1 max-w-[65ch] text-sm text-muted">
        Everything of this organization as one zip: all plans with their files, conversations, members, usage
        and the audit, as JSON Lines. It can be downloaded for a week.
      </p>
      <div className="mt-4 grid gap-3">
        {exports.isError && (
          <QueryError what="The exports" error={exports.error} retry={() => void exports.refetch()} />
        )}
        {underWay && <ExportProgress made={latest} />}
        {ready && <ReadyExport made={ready} />}
        <p role="status" className="text-sm text-muted empty:hidden">
          {latest && toldOf(latest)}
        </p>
        {!underWay && (
          <div>
            <Button
              disabled={begin.isPending || exports.isPending}
              onClick={() => {
                begin.mutate();
              }}
            >
              {ready ? 'Export anew' : 'Export all data'}
            </Button>
          </div>
        )}
        <p role="alert" className="text-[13px] text-bad empty:hidden">
          {begin.isError && `Not exported: ${tellError(begin.error)}`}
        </p>
      </div>
    </section>
  );
}

function toldOf({ state }: Export): string {
  if (state === 'failed')
    return 'The last export could not be made, on any of several attempts. Start another one.';
  if (state === 'expired') return 'The last export has expired: its file is gone.';
  return '';
}
