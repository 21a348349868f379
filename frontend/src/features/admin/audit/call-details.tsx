import type { ReactNode } from 'react';

import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { ScrollArea } from '@/components/ui/scroll-area';
import { formatMoment, formatSeconds } from '@/lib/format/time';

import { useNearbyRecords, type AuditRecord } from '../api/get-audit';
import { argumentsOf, callsOf, type Call } from './calls';
import type { Filters } from './filters';
import { JobLink } from './job-link';

type Props = { call: Call; who: string; onNarrow: (more: Partial<Filters>) => void };

/** Both records of a call, what it was given, and the words of its fault. */
export function CallDetails({ call: listed, who, onNarrow }: Props) {
  const { call, looking } = useWhole(listed);
  const { newest, before, after } = call;
  const given = JSON.stringify(argumentsOf(call), null, 2);
  const fault = after?.error ?? before?.error;
  return (
    <div className="grid animate-appear gap-5 bg-sunken/50 px-4 py-4 lg:grid-cols-[15rem_minmax(0,1fr)] lg:px-6">
      <div className="min-w-0 space-y-4 text-[13px]">
        <ol className="space-y-3 border-l border-line-strong pl-4">
          <Step title="Before" record={before} looking={looking}>
            No record of its beginning is to be found.
          </Step>
          <Step title="After" record={after} looking={looking}>
            No end was recorded: the call is under way, or its job was cut off.
          </Step>
        </ol>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
          <Fact title="Job">
            <JobLink jobId={newest.job_id} />
          </Fact>
          <Fact title="Attempt">{newest.attempt}</Fact>
          <Fact title="Person">{who}</Fact>
          <Fact title="Server">{newest.server ?? 'none: Groundplan’s own tool'}</Fact>
        </dl>
        <p className="flex flex-wrap gap-1.5">
          <Narrow title="Only this tool" more={{ tool: newest.name }} onNarrow={onNarrow} />
          <Narrow title="Only this job" more={{ job: newest.job_id }} onNarrow={onNarrow} />
          {newest.user_id && (
            <Narrow title="Only this person" more={{ user: newest.user_id }} onNarrow={onNarrow} />
          )}
        </p>
      </div>
      <div className="min-w-0 space-y-4">
        {fault && (
          <section>
            <h3 className="lettering font-normal text-bad">
              {after?.status === 'refused' || before?.status === 'refused' ? 'Why it was refused' : 'Error'}
            </h3>
            <Text label="Error" className="border-bad/40 bg-bad-soft">
              {fault}
            </Text>
          </section>
        )}
        <section>
          <div className="flex items-center justify-between gap-3">
            <h3 className="lettering font-normal text-faint">Arguments, secrets masked</h3>
            <CopyButton text={given} label="Copy the arguments" />
          </div>
          <Text label="Arguments" className="border-line bg-surface">
            {given === '{}' ? 'none' : given}
          </Text>
        </section>
      </div>
    </div>
  );
}

/** The call with the half that lies on another page, or that the filters leave out. */
function useWhole(listed: Call): { call: Call; looking: boolean } {
  const halved = !listed.before || !listed.after;
  const nearby = useNearbyRecords(listed.newest, halved);
  if (!halved || !nearby.data) return { call: listed, looking: halved && nearby.isFetching };
  const whole = callsOf(nearby.data).find(
    ({ before, after }) => before?.id === listed.newest.id || after?.id === listed.newest.id,
  );
  return { call: whole ?? listed, looking: false };
}

type StepProps = { title: string; record: AuditRecord | null; looking: boolean; children: ReactNode };

function Step({ title, record, looking, children }: StepProps) {
  return (
    <li className="relative before:absolute before:top-1.5 before:-left-[19px] before:size-[5px] before:rounded-full before:bg-faint">
      <span className="lettering text-faint">{title}</span>
      {record ? (
        <span className="block">
          <span className="font-medium">{record.status}</span>
          {record.seconds !== null && <span className="text-muted"> in {formatSeconds(record.seconds)}</span>}
          <time dateTime={record.at} className="block font-mono text-xs text-muted">
            {formatMoment(record.at, { milliseconds: true })}
          </time>
        </span>
      ) : (
        <span className="block text-muted">{looking ? 'Looking for it…' : children}</span>
      )}
    </li>
  );
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-faint">{title}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

function Narrow({
  title,
  more,
  onNarrow,
}: {
  title: string;
  more: Partial<Filters>;
  onNarrow: Props['onNarrow'];
}) {
  return (
    <Button
      size="small"
      onClick={() => {
        onNarrow(more);
      }}
    >
      {title}
    </Button>
  );
}

function Text({ label, className, children }: { label: string; className: string; children: string }) {
  return (
    <ScrollArea
      label={label}
      className={`mt-1 max-h-96 overflow-auto rounded-md border px-3 py-2.5 ${className}`}
    >
      <pre className="font-mono text-xs leading-5 whitespace-pre-wrap [overflow-wrap:anywhere]">
        {children}
      </pre>
    </ScrollArea>
  );
}
