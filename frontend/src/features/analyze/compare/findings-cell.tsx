import clsx from 'clsx';
import { useState } from 'react';

import { Dialog } from '@/components/ui/dialog';
import { plural } from '@/lib/format/quantity';

import type { Option } from '../api/analysis';
import { useFindings, type Finding, type Severity } from '../api/get-findings';

const DOTS: Record<Severity, string> = { high: 'bg-bad', medium: 'bg-warn', low: 'bg-faint' };

/** How many findings of the review are open, by severity; a press lists them. */
export function FindingsCell({ jobId, option }: { jobId: string; option: Option }) {
  const [open, setOpen] = useState(false);
  const findings = useFindings(jobId, option.name);
  if (findings.isPending) return <p className="animate-breathe text-[13px] text-faint">Counting…</p>;
  if (findings.isError)
    return <p className="text-[13px] text-bad">The review could not be loaded: {findings.error.message}</p>;
  if (findings.data.length === 0) return <p className="text-[13px] text-good">Nothing is open.</p>;
  return (
    <>
      <Counts findings={findings.data} />
      <button
        type="button"
        onClick={() => {
          setOpen(true);
        }}
        className="mt-1.5 text-[13px] font-medium text-accent hover:underline"
      >
        List {plural(findings.data.length, 'finding')} <span className="sr-only">of {option.title}</span>
      </button>
      {open && (
        <Dialog
          title={`${option.title}: ${plural(findings.data.length, 'open finding')}`}
          onClose={() => {
            setOpen(false);
          }}
        >
          <ul className="space-y-4">
            {findings.data.map((finding) => (
              <FindingItem key={finding.check} finding={finding} />
            ))}
          </ul>
        </Dialog>
      )}
    </>
  );
}

function Counts({ findings }: { findings: Finding[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1">
      {(['high', 'medium', 'low'] as const).map((severity) => (
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

function FindingItem({ finding }: { finding: Finding }) {
  const wrong = finding.evidence.filter(({ holds }) => holds === false);
  return (
    <li className="border-b border-line pb-4 last:border-0 last:pb-0">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="lettering inline-flex items-center gap-1.5 text-muted">
          <span aria-hidden className={clsx('size-2 rounded-full', DOTS[finding.severity])} />
          {finding.severity}
        </span>
        <a
          href={finding.practice.page}
          target="_blank"
          rel="noreferrer"
          className="font-mono text-xs text-accent hover:underline"
          title={finding.practice.title}
        >
          {finding.practice.id}
        </a>
      </p>
      <p className="mt-1 text-sm font-medium">Should hold: {finding.sentence}</p>
      <p className="mt-1 text-[13px] text-muted">{finding.risk}</p>
      <ul className="mt-1.5 space-y-0.5 font-mono text-xs text-faint">
        {wrong.map(({ component, seen }) => (
          <li key={`${component} ${seen}`} className="break-words">
            {seen}
          </li>
        ))}
      </ul>
    </li>
  );
}
