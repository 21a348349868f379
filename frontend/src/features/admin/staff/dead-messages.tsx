import { Button } from '@/components/ui/button';
import { Loaded } from '@/components/ui/loaded';
import { ScrollArea } from '@/components/ui/scroll-area';
import { plural } from '@/lib/format/quantity';

import { useDeadMessages, type DeadMessage } from '../api/staff-queue';
import { Ago, shortened } from './marks';

type Props = { chosen: ReadonlySet<string>; onToggle: (jobId: string) => void };

/** The messages that were received too often, as they lie in the queue; looking at them leaves them there. */
export function DeadMessages({ chosen, onToggle }: Props) {
  const messages = useDeadMessages();
  return (
    <section aria-labelledby="dead-messages" className="space-y-3">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2 id="dead-messages" className="text-base">
            Messages in the queue
          </h2>
          <p className="mt-1 max-w-[70ch] text-[13px] text-muted">
            Received too often. The chores deal with each within seconds: what stays here waits for them. A
            look counts as one more receipt.
          </p>
        </div>
        <Button
          size="small"
          disabled={messages.isFetching}
          onClick={() => {
            void messages.refetch();
          }}
        >
          {messages.isFetching ? 'Looking…' : 'Look again'}
        </Button>
      </div>
      <Loaded
        what="the messages"
        query={messages}
        lines={2}
        empty={{
          when: (found) => found.length === 0,
          show: <p className="text-sm text-muted">No message waits here.</p>,
        }}
      >
        {(found) => <MessagesTable messages={found} chosen={chosen} onToggle={onToggle} />}
      </Loaded>
    </section>
  );
}

function MessagesTable({ messages, chosen, onToggle }: Props & { messages: DeadMessage[] }) {
  return (
    <ScrollArea
      label="Table of messages"
      className="overflow-x-auto rounded-lg border border-line bg-surface outline-offset-[-2px]"
    >
      <table className="w-full min-w-150 text-left text-sm">
        <caption className="sr-only">messages</caption>
        <thead className="lettering text-faint">
          <tr>
            {['Again', 'Message', 'Job', 'State of the job', 'Received'].map((title) => (
              <th key={title} scope="col" className="px-4 py-2 font-normal">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line border-t border-line">
          {messages.map((message) => (
            <MessageRow key={message.message_id} message={message} chosen={chosen} onToggle={onToggle} />
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

function MessageRow({ message, chosen, onToggle }: Props & { message: DeadMessage }) {
  const { message_id: id, job_id: job, first_received_at: first, receives, mode, state, code } = message;
  return (
    <tr className="align-top hover:bg-sunken/60">
      <td className="px-4 py-2.5">
        {job && (
          <input
            type="checkbox"
            aria-label={`Choose the message ${shortened(id)}`}
            checked={chosen.has(job)}
            onChange={() => {
              onToggle(job);
            }}
            className="size-4 accent-(--accent)"
          />
        )}
      </td>
      <td className="px-4 py-2.5 font-mono text-xs">{shortened(id)}</td>
      <td className="px-4 py-2.5">
        {job ? (
          <>
            {mode ?? 'unknown'} <span className="font-mono text-xs text-faint">{shortened(job)}</span>
          </>
        ) : (
          <span className="text-muted">cannot be read</span>
        )}
      </td>
      <td className="px-4 py-2.5">
        {job ? (state ?? 'there is no such job') : '–'}
        {code && <code className="ml-1.5 font-mono text-xs text-faint">{code}</code>}
      </td>
      <td className="px-4 py-2.5">
        {plural(receives, 'time')}
        {first && (
          <>
            , first <Ago iso={first} />
          </>
        )}
      </td>
    </tr>
  );
}
