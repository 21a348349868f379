import { ChevronDown } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';

import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { tellError } from '@/lib/api/errors';
import { useOnline } from '@/lib/api/use-online';

import type { Finding } from './api/get-review';
import { OfferPreview, OfferSummary } from './offer-preview';
import { SeverityMark } from './severity';

export type Applying = {
  /** What pressing it makes: “Apply it to Balanced”. */
  label: string;
  busy: boolean;
  error: Error | null;
  onApply: (finding: Finding) => void;
};

type Props = {
  findings: Finding[];
  /** Names of the components by their id. */
  names: ReadonlyMap<string, string>;
  /** The finding that a link points at: open, and in view. */
  selected: string | null;
  onSelect: (check: string | null) => void;
  /** Absent where one may only look. */
  applying?: Applying | undefined;
};

/** Open findings with their evidence, and for each that the engine can fix: what the fix changes, and the way to it. */
export function FindingsList({ findings, names, selected, onSelect, applying }: Props) {
  return (
    <ul className="divide-y divide-line">
      {findings.map((finding) => (
        <FindingItem
          key={finding.check}
          finding={finding}
          names={names}
          open={finding.check === selected}
          onToggle={() => {
            onSelect(finding.check === selected ? null : finding.check);
          }}
          applying={applying}
        />
      ))}
    </ul>
  );
}

type ItemProps = {
  finding: Finding;
  names: ReadonlyMap<string, string>;
  open: boolean;
  onToggle: () => void;
  applying: Applying | undefined;
};

function FindingItem({ finding, names, open, onToggle, applying }: ItemProps) {
  const { offer, practice } = finding;
  const item = useRef<HTMLLIElement>(null);
  // Only where a link led here: who presses the button sees it already.
  const [linked] = useState(open);
  useEffect(() => {
    if (linked) item.current?.scrollIntoView({ block: 'nearest' });
  }, [linked]);
  return (
    <li ref={item} className="scroll-mt-4 py-4 first:pt-0 last:pb-0">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <SeverityMark severity={finding.severity} />
        <a
          href={practice.page}
          target="_blank"
          rel="noreferrer"
          className="font-mono text-xs text-accent hover:underline"
          title={practice.title}
        >
          {practice.id}
        </a>
      </p>
      <p className="mt-1 text-sm font-medium">Should hold: {finding.sentence}</p>
      <p className="mt-1 text-[13px] text-muted">{finding.risk}</p>
      <Evidence finding={finding} />
      {offer && <Fix finding={finding} names={names} open={open} onToggle={onToggle} applying={applying} />}
      {!offer && (
        <p className="mt-2 text-[13px] text-muted">
          <span className="font-medium text-ink">To be done by hand.</span>{' '}
          {finding.without_fix.length > 0
            ? `No change is known: ${finding.without_fix.join('; ')}.`
            : 'No change of the design makes it hold by itself.'}
        </p>
      )}
    </li>
  );
}

const SEEN = 4;

function Evidence({ finding: { evidence } }: { finding: Finding }) {
  const wrong = evidence.filter(({ holds }) => holds === false);
  return (
    <ul className="mt-1.5 space-y-0.5 font-mono text-xs text-faint">
      {wrong.slice(0, SEEN).map(({ component, seen }) => (
        <li key={`${component} ${seen}`} className="break-words">
          {seen}
        </li>
      ))}
      {wrong.length > SEEN && <li>and {wrong.length - SEEN} more</li>}
    </ul>
  );
}

function Fix({ finding, names, open, onToggle, applying }: ItemProps) {
  const id = useId();
  const online = useOnline();
  if (!finding.offer) return null;
  return (
    <div className="mt-3 rounded-lg border border-line bg-surface">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={onToggle}
        className="flex w-full flex-wrap items-center justify-between gap-x-4 gap-y-1 rounded-lg px-3 py-2 text-left text-[13px] hover:bg-sunken/60"
      >
        <span className="inline-flex items-center gap-1.5 font-medium text-accent">
          <ChevronDown aria-hidden className={open ? 'size-4 rotate-180' : 'size-4'} />
          {open ? 'The change it makes' : 'Look at the fix'}{' '}
          <span className="sr-only">for: {finding.sentence}</span>
        </span>
        <span className="text-muted">
          <OfferSummary offer={finding.offer} />
        </span>
      </button>
      {open && (
        <div id={id} className="space-y-4 border-t border-line p-3">
          <OfferPreview offer={finding.offer} names={names} />
          {applying && (
            <div className="flex flex-wrap items-center gap-3">
              <Button
                variant="primary"
                size="small"
                disabled={applying.busy || !online}
                onClick={() => {
                  applying.onApply(finding);
                }}
              >
                {applying.busy ? 'Applying…' : applying.label}
              </Button>
              <p className="text-[13px] text-muted">
                {online ? 'What is here now stays: you can go back to it.' : 'There is no connection.'}
              </p>
            </div>
          )}
          {applying?.error && (
            <Alert tone="bad" title="The fix was not applied">
              {tellError(applying.error)}
            </Alert>
          )}
        </div>
      )}
    </div>
  );
}
