import { Link } from 'react-router';

import { Alert } from '@/components/ui/alert';
import { Loaded } from '@/components/ui/loaded';
import { formatQuantity, plural } from '@/lib/format/quantity';
import { formatSeconds } from '@/lib/format/time';

import { useQueue, useWorkers, type QueueState } from '../api/staff-queue';
import { ChoresPanel } from '../chores-panel';
import { Facts } from './facts';
import { HttpRates } from './http-rates';
import { JobRates } from './job-rates';
import { WorkersList } from './workers-list';

/** For staff: how the whole site does. */
export function OverviewView() {
  return (
    <div className="space-y-10">
      <Queue />
      <JobRates />
      <HttpRates />
      <Workers />
      <ChoresPanel />
    </div>
  );
}

function Queue() {
  const queue = useQueue();
  return (
    <section aria-labelledby="queue">
      <h2 id="queue" className="text-lg">
        Queue
      </h2>
      <div className="mt-3 space-y-3">
        <Loaded what="the queue" query={queue} lines={3}>
          {(data) => <QueueFacts queue={data} />}
        </Loaded>
      </div>
    </section>
  );
}

function QueueFacts({ queue }: { queue: QueueState }) {
  const { messages, dead_messages: dead, oldest_seconds: oldest, jobs } = queue;
  const waiting = jobs.reduce((sum, one) => sum + one.jobs - one.delayed - one.suspended, 0);
  const held = jobs.reduce((sum, one) => sum + one.delayed + one.suspended, 0);
  const deadCount = dead ? dead.waiting + dead.in_flight : 0;
  return (
    <>
      {!messages && (
        <Alert tone="warn" title="The queue does not answer">
          What follows is from the database; jobs wait in it until the queue is back.
        </Alert>
      )}
      <Facts
        facts={[
          ['Jobs that wait', formatQuantity(waiting)],
          ['Oldest waits for', oldest === null ? 'nobody waits' : formatSeconds(oldest)],
          ['Held back or pausing', formatQuantity(held)],
          [
            'Messages',
            messages
              ? `${formatQuantity(messages.waiting)} waiting, ${formatQuantity(messages.in_flight)} in flight`
              : 'unknown',
          ],
        ]}
      />
      {deadCount > 0 && (
        <Alert
          tone="warn"
          title={`${plural(deadCount, 'message')} among the dead letters`}
          action={
            <Link to="/admin/dead-letters" className="text-accent underline underline-offset-2">
              Look at them
            </Link>
          }
        />
      )}
      {jobs.length > 0 && (
        <p className="flex flex-wrap gap-x-4 gap-y-1 text-[13px] text-muted">
          {jobs.map(({ mode, tier, jobs: count }) => (
            <span key={`${mode} ${tier}`}>
              {mode}, {tier}: <span className="font-mono tabular-nums">{formatQuantity(count)}</span>
            </span>
          ))}
        </p>
      )}
    </>
  );
}

function Workers() {
  const workers = useWorkers();
  return (
    <section aria-labelledby="workers">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="workers" className="text-lg">
          Workers
        </h2>
        <Link
          to="/admin/tool-servers"
          className="rounded text-[13px] text-accent underline decoration-accent/30 underline-offset-2 hover:decoration-accent"
        >
          How their MCP servers do
        </Link>
      </div>
      <div className="mt-3">
        <Loaded what="the workers" query={workers} lines={3}>
          {(data) => <WorkersList workers={data} />}
        </Loaded>
      </div>
    </section>
  );
}
