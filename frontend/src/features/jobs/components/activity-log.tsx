import clsx from 'clsx';
import { Check, CircleAlert, Wrench } from 'lucide-react';

import { EmptyState } from '@/components/ui/empty-state';
import { Spinner } from '@/components/ui/spinner';
import { formatSeconds } from '@/lib/format/time';
import { Markdown } from '@/lib/markdown/markdown';

import { groupCalls, type CallGroup } from '../progress/group-calls';
import type { Finding, Progress } from '../progress/progress';

/** What the architect says and which tools it calls, as it happens. */
export function ActivityLog({ progress, running }: { progress: Progress; running: boolean }) {
  const { entries, findings } = progress;
  if (entries.length === 0 && findings.length === 0) {
    if (running)
      return <Spinner label="The architect has not said anything yet" className="text-sm text-faint" />;
    return <EmptyState title="No log">The log of a plan is kept for a day; its files stay.</EmptyState>;
  }
  return (
    <div className="space-y-3 text-sm">
      {groupCalls(entries).map((item) =>
        item.kind === 'calls' ? (
          <ul key={item.key} className="divide-y divide-line rounded-md border border-line bg-surface">
            {item.groups.map((group) => (
              <CallLine key={group.key} group={group} />
            ))}
          </ul>
        ) : (
          <div key={item.key} className="max-w-[75ch] leading-relaxed">
            <Markdown text={item.text} compact />
          </div>
        ),
      )}
      {findings.map((finding, index) => (
        <FindingLine key={index} finding={finding} />
      ))}
    </div>
  );
}

function CallLine({ group }: { group: CallGroup }) {
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-1 px-3 py-1.5 font-mono text-xs">
      <Wrench aria-hidden className="size-3.5 text-faint" />
      <span className="sr-only">Tool </span>
      <span className="font-medium break-all">{group.name}</span>
      {group.count > 1 && <span className="text-muted">×{group.count}</span>}
      {group.server && <span className="text-faint">{group.server}</span>}
      <span className="ml-auto flex items-center gap-2 text-faint">
        {group.seconds !== null && formatSeconds(group.seconds)}
        <CallOutcome group={group} />
      </span>
    </li>
  );
}

function CallOutcome({ group: { open, faults } }: { group: CallGroup }) {
  if (open > 0) return <Spinner className="text-accent" />;
  const good = faults.length === 0;
  const Icon = good ? Check : CircleAlert;
  return (
    <span className={clsx('flex items-center gap-1', good ? 'text-good' : 'text-bad')}>
      <Icon aria-hidden className="size-3.5" />
      <span className={good ? 'sr-only' : ''}>{good ? 'success' : [...new Set(faults)].join(', ')}</span>
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
