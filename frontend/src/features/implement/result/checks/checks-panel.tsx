import clsx from 'clsx';
import { Check, CircleSlash, X } from 'lucide-react';

import { EmptyState } from '@/components/ui/empty-state';
import { Loaded } from '@/components/ui/loaded';
import { InlineCode } from '@/lib/markdown/inline-code';

import { useChecks, type CheckResult } from '../../api/get-checks';

const GROUPS = [
  { status: 'failed', title: 'Failed', Icon: X, colour: 'text-bad bg-bad-soft' },
  { status: 'skipped', title: 'Skipped', Icon: CircleSlash, colour: 'text-warn bg-warn-soft' },
  { status: 'passed', title: 'Passed', Icon: Check, colour: 'text-good bg-good-soft' },
] as const;

/** What was checked, with what outcome: failures first, and every skip with its reason. */
export function ChecksPanel({ jobId }: { jobId: string }) {
  const checks = useChecks(jobId);
  return (
    <Loaded
      what="the checks"
      query={checks}
      empty={{ when: (data) => data.length === 0, show: <EmptyState title="No check has run" /> }}
    >
      {(data) => (
        <div className="space-y-8">
          {GROUPS.map((group) => (
            <Group
              key={group.status}
              {...group}
              checks={data.filter(({ status }) => status === group.status)}
            />
          ))}
        </div>
      )}
    </Loaded>
  );
}

type GroupProps = (typeof GROUPS)[number] & { checks: CheckResult[] };

function Group({ status, title, Icon, colour, checks }: GroupProps) {
  if (checks.length === 0) return null;
  return (
    <section aria-labelledby={`checks-${status}`}>
      <h2 id={`checks-${status}`} className="flex items-center gap-2 text-base">
        {title} <span className="font-mono text-sm font-normal text-faint">{checks.length}</span>
      </h2>
      <ul className="mt-3 divide-y divide-line rounded-lg border border-line bg-surface">
        {checks.map((check) => (
          <li key={check.id} className="flex gap-3 px-4 py-3">
            <span
              aria-hidden
              className={clsx('mt-0.5 grid size-5 shrink-0 place-items-center rounded-full', colour)}
            >
              <Icon className="size-3" strokeWidth={3} />
            </span>
            <div className="min-w-0 flex-1">
              <p className="text-sm">
                <InlineCode text={check.sentence} />
              </p>
              {check.reason && <p className="mt-0.5 text-[13px] break-words text-muted">{check.reason}</p>}
              <Findings findings={check.findings} />
            </div>
            <p className="max-w-1/2 text-right font-mono text-xs leading-5 text-faint max-sm:hidden">
              {[check.id, check.severity, check.version].filter(Boolean).join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Findings({ findings }: Pick<CheckResult, 'findings'>) {
  if (findings.length === 0) return null;
  return (
    <ul className="mt-1.5 space-y-1.5">
      {findings.map(({ component, file, message }, index) => (
        <li key={index} className="border-l-2 border-bad pl-3 text-[13px] break-words text-muted">
          {message}
          <span className="block font-mono text-xs text-faint">
            {[component, file].filter(Boolean).join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  );
}
