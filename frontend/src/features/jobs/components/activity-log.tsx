import clsx from 'clsx';
import { Check, CircleAlert, Wrench } from 'lucide-react';

import { EmptyState } from '@/components/ui/empty-state';
import { Spinner } from '@/components/ui/spinner';
import { formatSeconds } from '@/lib/format/time';
import { Markdown } from '@/lib/markdown/markdown';

import type { Finding, Progress, ToolCall } from '../progress/progress';

/** What the architect says and which tools it calls, as it happens. */
export function ActivityLog({ progress, running }: { progress: Progress; running: boolean }) {
  const { entries, findings } = progress;
  if (entries.length === 0 && findings.length === 0) {
    if (running)
      return <Spinner label="The architect has not said anything yet" className="text-sm text-faint" />;
    return <EmptyState title="No log">The log of a plan is kept for a day; its files stay.</EmptyState>;
  }
  return (
    <div className="space-y-2.5 text-sm">
      {entries.map((entry) =>
        entry.kind === 'tool' ? (
          <ToolLine key={entry.key} call={entry.call} />
        ) : (
          <div key={entry.key} className="max-w-[70ch] leading-relaxed">
            <Markdown text={entry.text} compact />
          </div>
        ),
      )}
      {findings.map((finding, index) => (
        <FindingLine key={index} finding={finding} />
      ))}
    </div>
  );
}

function ToolLine({ call }: { call: ToolCall }) {
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 rounded-md border border-line bg-surface px-3 py-1.5 font-mono text-xs">
      <Wrench aria-hidden className="size-3.5 text-faint" />
      <span className="sr-only">Tool </span>
      <span className="font-medium break-all">{call.name}</span>
      {call.server && <span className="text-faint">{call.server}</span>}
      <span className="ml-auto flex items-center gap-2 text-faint">
        {call.seconds !== null && formatSeconds(call.seconds)}
        <ToolStatus status={call.status} />
      </span>
    </p>
  );
}

function ToolStatus({ status }: { status: string | null }) {
  if (status === null) return <Spinner className="text-accent" />;
  const good = status === 'success' || status === 'ok';
  const Icon = good ? Check : CircleAlert;
  return (
    <span className={clsx('flex items-center gap-1', good ? 'text-good' : 'text-bad')}>
      <Icon aria-hidden className="size-3.5" />
      <span className={good ? 'sr-only' : ''}>{status}</span>
    </span>
  );
}

function FindingLine({ finding }: { finding: Finding }) {
  return (
    <p className="flex gap-2">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
      <span>
        <span className="font-mono text-xs text-faint">
          {finding.severity} · {finding.check}
          {finding.component && ` · ${finding.component}`}
        </span>
        <br />
        {finding.message}
      </span>
    </p>
  );
}
