import clsx from 'clsx';
import { Check, CircleSlash, X } from 'lucide-react';
import type { ReactNode } from 'react';

import { Loaded } from '@/components/ui/loaded';

import { useReceipt, type Receipt, type Step } from '../api/get-receipt';
import { ProbesList } from './probes-list';
import { ResourcesTable } from './resources-table';

const VERDICTS = {
  proven: {
    title: 'Proven end to end',
    told: 'Everything was deployed, tried and taken down again, and all of it held.',
    box: 'border-good/40 bg-good-soft',
  },
  partly: {
    title: 'Proven in part',
    told: 'What could be tried held. Nothing is known of the rest.',
    box: 'border-warn/40 bg-warn-soft',
  },
  failed: {
    title: 'Not proven',
    told: 'Something in this bundle does not hold.',
    box: 'border-bad/40 bg-bad-soft',
  },
} as const;

const STEPS = {
  passed: { Icon: Check, colour: 'text-good bg-good-soft' },
  failed: { Icon: X, colour: 'text-bad bg-bad-soft' },
  skipped: { Icon: CircleSlash, colour: 'text-warn bg-warn-soft' },
} as const;

type Props = {
  jobId: string;
  /** Shows what a revision does to the version before it. */
  showTransition?: (transition: unknown) => ReactNode;
};

/** What a trial deployment showed: verdict, steps, probes, and every resource with its proof. */
export function ReceiptView({ jobId, showTransition }: Props) {
  const receipt = useReceipt(jobId);
  return (
    <Loaded what="the receipt" query={receipt} lines={8}>
      {(data) => (
        <div className="space-y-10">
          <Verdict receipt={data} />
          <Steps steps={data.steps} />
          {showTransition?.(data.transition)}
          <ProbesList probes={data.probes} />
          <ResourcesTable resources={data.resources} counts={data.counts} />
        </div>
      )}
    </Loaded>
  );
}

function Verdict({ receipt }: { receipt: Receipt }) {
  const { title, told, box } = VERDICTS[receipt.verdict];
  const versions = Object.entries(receipt.versions).map(([name, version]) => `${name} ${version}`);
  return (
    <section aria-labelledby="verdict" className={clsx('rounded-lg border px-5 py-4', box)}>
      <h2 id="verdict" className="text-lg">
        {title}
      </h2>
      <p className="mt-1 text-sm text-muted">{told}</p>
      {receipt.reasons.length > 0 && (
        <ul className="mt-3 list-disc space-y-1 pl-5 text-[13px] break-words text-muted">
          {receipt.reasons.slice(0, 8).map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      <p className="mt-3 font-mono text-xs text-faint">
        {[`${Math.round(receipt.seconds)} s`, receipt.region, ...versions].join(' · ')}
      </p>
    </section>
  );
}

function Steps({ steps }: { steps: Step[] }) {
  return (
    <section aria-labelledby="steps">
      <h2 id="steps" className="text-base">
        Steps
      </h2>
      <ol className="mt-3 divide-y divide-line rounded-lg border border-line bg-surface">
        {steps.map((step) => {
          const { Icon, colour } = STEPS[step.status];
          return (
            <li key={step.name} data-status={step.status} className="flex gap-3 px-4 py-3">
              <span
                aria-hidden
                className={clsx('mt-0.5 grid size-5 shrink-0 place-items-center rounded-full', colour)}
              >
                <Icon className="size-3" strokeWidth={3} />
              </span>
              <div className="min-w-0 flex-1">
                <p className="text-sm">
                  {step.title} <span className="sr-only">{step.status}</span>
                </p>
                <p className="mt-0.5 text-[13px] break-words text-muted">{step.detail}</p>
              </div>
              <p className="font-mono text-xs leading-5 text-faint">{step.seconds.toFixed(1)} s</p>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
