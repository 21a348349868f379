import clsx from 'clsx';

import { SEVERITIES, type Finding, type Severity } from './api/get-review';

const DOTS: Record<Severity, string> = { high: 'bg-bad', medium: 'bg-warn', low: 'bg-faint' };

export function SeverityMark({ severity }: { severity: Severity }) {
  return (
    <span className="lettering inline-flex items-center gap-1.5 text-muted">
      <span aria-hidden className={clsx('size-2 rounded-full', DOTS[severity])} />
      {severity}
    </span>
  );
}

/** How many findings are open, by severity. */
export function SeverityCounts({ findings }: { findings: Finding[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1">
      {SEVERITIES.map((severity) => (
        <li key={severity} className="flex items-baseline gap-1.5">
          <span aria-hidden className={clsx('size-2 shrink-0 rounded-full', DOTS[severity])} />
          <span className="font-semibold tabular-nums">
            {findings.filter((finding) => finding.severity === severity).length}
          </span>
          <span className="text-[13px] text-muted">{severity}</span>
        </li>
      ))}
    </ul>
  );
}
