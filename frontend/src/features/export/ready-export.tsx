import { Download } from 'lucide-react';

import { buttonClass } from '@/components/ui/button';
import { env } from '@/config/env';
import { formatBytes, plural } from '@/lib/format/quantity';
import { formatMoment } from '@/lib/format/time';

import type { Export } from './exports';

/** An export that can be downloaded. */
export function ReadyExport({ made }: { made: Export }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-lg border border-line bg-surface p-4">
      <div className="min-w-0 text-[15px]">
        <p>
          As of {formatMoment(made.created_at)}: {plural(made.rows_done, 'row')} and{' '}
          {plural(made.files_done, 'file')}
        </p>
        {made.expires_at && (
          <p className="mt-0.5 text-[13px] text-muted">
            Can be downloaded until {formatMoment(made.expires_at)}.
          </p>
        )}
      </div>
      <a href={env.apiUrl + (made.url ?? '')} download className={buttonClass({ variant: 'primary' })}>
        <Download aria-hidden className="size-4" />
        Download {formatBytes(made.size ?? 0)}
      </a>
    </div>
  );
}
