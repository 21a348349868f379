import clsx from 'clsx';
import { Download } from 'lucide-react';
import type { ReactNode } from 'react';

import { buttonClass } from '@/components/ui/button';
import { artifactUrl } from '@/lib/api/artifact-url';
import { formatUsd } from '@/lib/format/money';
import { formatQuantity, plural } from '@/lib/format/quantity';
import { formatSeconds } from '@/lib/format/time';
import type { JobResult } from '@/types/job';

type Props = {
  jobId: string;
  result: JobResult;
  /** May the bundle be downloaded as a whole? */
  download: boolean;
};

/** The plan in figures, set as the title block in the corner of a drawing. */
export function TitleBlock({ jobId, result, download }: Props) {
  const { checks } = result;
  return (
    <section
      aria-label="Summary"
      className="overflow-hidden rounded-lg border border-line-strong bg-surface shadow-card"
    >
      <dl className="grid grid-cols-2 gap-px bg-line sm:grid-cols-3 xl:grid-cols-[1.1fr_1fr_1.15fr_1.4fr_0.7fr_0.8fr]">
        <Cell label="Monthly cost" strong>
          {formatUsd(result.monthly_usd)}
        </Cell>
        <Cell label="Region">{result.region}</Cell>
        <Cell label="Components">
          {formatQuantity(result.components.length)}
          <Small>{plural(result.connections.length, 'connection')}</Small>
        </Cell>
        <Cell label="Checks">
          <span className={checks.failed > 0 ? 'text-bad' : ''}>
            {checks.failed > 0
              ? `${formatQuantity(checks.failed)} failed`
              : `${formatQuantity(checks.passed)} passed`}
          </span>
          <Small>
            {checks.failed > 0 && `${formatQuantity(checks.passed)} passed, `}
            {formatQuantity(checks.skipped)} skipped
          </Small>
        </Cell>
        <Cell label="Files">{formatQuantity(result.files)}</Cell>
        <Cell label="Drawn in">{formatSeconds(result.seconds)}</Cell>
      </dl>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-t border-line px-4 py-3">
        <p className="min-w-0 flex-1 basis-80 text-sm text-muted">{result.summary}</p>
        {download && (
          <a
            href={artifactUrl(jobId, 'bundle.zip')}
            download="bundle.zip"
            className={buttonClass({ variant: 'primary' })}
          >
            <Download aria-hidden className="size-4" />
            Download bundle
          </a>
        )}
      </div>
    </section>
  );
}

function Cell({ label, strong = false, children }: { label: string; strong?: boolean; children: ReactNode }) {
  return (
    <div className="bg-surface px-4 py-3">
      <dt className="lettering text-faint">{label}</dt>
      <dd
        className={clsx(
          'mt-1 flex flex-wrap items-baseline gap-x-2 font-medium',
          strong ? 'text-xl tracking-tight' : 'text-[15px] leading-6',
        )}
      >
        {children}
      </dd>
    </div>
  );
}

function Small({ children }: { children: ReactNode }) {
  return <span className="text-[13px] font-normal text-faint">{children}</span>;
}
