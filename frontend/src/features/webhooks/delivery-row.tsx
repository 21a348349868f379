import { ChevronRight } from 'lucide-react';

import { Button } from '@/components/ui/button';
import { ScrollArea } from '@/components/ui/scroll-area';
import { tellError } from '@/lib/api/errors';
import { plural } from '@/lib/format/quantity';
import { formatAgo, formatMoment, formatSeconds } from '@/lib/format/time';

import { useRedeliver, type Delivery, type DeliveryTry } from './api/deliveries';
import { DeliveryMark } from './standing';

type Props = { webhookId: string; delivery: Delivery; enabled: boolean };

/** One message: what became of it, and, opened, what was said and what the address answered. */
export function DeliveryRow({ webhookId, delivery, enabled }: Props) {
  const [last] = delivery.tries;
  return (
    <li>
      <details className="group">
        <summary className="flex list-none items-center gap-3 px-4 py-3 hover:bg-sunken/50 sm:px-5 [&::-webkit-details-marker]:hidden">
          <ChevronRight
            aria-hidden
            className="size-4 shrink-0 text-faint transition-transform group-open:rotate-90 motion-reduce:transition-none"
          />
          <span className="grid min-w-0 flex-1 gap-x-4 gap-y-0.5 sm:grid-cols-[8rem_minmax(0,1fr)_auto] sm:items-center">
            <DeliveryMark delivery={delivery} enabled={enabled} />
            <span className="min-w-0 truncate">
              <code className="font-mono text-[13px]">{delivery.event}</code>
              {last && <span className="ml-3 text-[13px] text-muted">{tellAnswer(last)}</span>}
            </span>
            <time
              dateTime={delivery.created_at}
              title={formatMoment(delivery.created_at)}
              className="text-[13px] whitespace-nowrap text-muted"
            >
              {formatAgo(delivery.created_at)}
            </time>
          </span>
        </summary>
        <div className="space-y-4 border-t border-line bg-canvas/60 px-4 py-4 text-sm sm:px-5 sm:pl-12">
          <Facts delivery={delivery} />
          <Tries tries={delivery.tries} />
          <SendAgain webhookId={webhookId} delivery={delivery} enabled={enabled} />
        </div>
      </details>
    </li>
  );
}

function Facts({ delivery }: { delivery: Delivery }) {
  return (
    <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[auto_minmax(0,1fr)]">
      <dt className="text-muted">Its id</dt>
      <dd className="font-mono text-xs leading-5 break-all">{delivery.message_id}</dd>
      <dt className="text-muted">Happened</dt>
      <dd>{formatMoment(delivery.created_at)}</dd>
      {delivery.next_attempt_at && (
        <>
          <dt className="text-muted">Next attempt</dt>
          <dd>{formatMoment(delivery.next_attempt_at)}</dd>
        </>
      )}
      <dt className="text-muted">Says</dt>
      <dd className="min-w-0">
        <ScrollArea
          label="What the message says"
          className="overflow-x-auto rounded-md border border-line bg-surface px-3 py-2"
        >
          <pre className="font-mono text-xs leading-5">{JSON.stringify(told(delivery.data), null, 2)}</pre>
        </ScrollArea>
      </dd>
    </dl>
  );
}

/** Without what is not there: most events have fields of others. */
function told(data: Delivery['data']): object {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null));
}

function Tries({ tries }: { tries: DeliveryTry[] }) {
  if (tries.length === 0) return <p className="text-muted">It has not been tried yet.</p>;
  return (
    <div>
      <h3 className="font-medium">{plural(tries.length, 'attempt')}</h3>
      <ol className="mt-2 space-y-3">
        {tries.map((one) => (
          <li key={one.number}>
            <p className="flex flex-wrap gap-x-3">
              <span className={isTaken(one) ? 'font-medium text-good' : 'font-medium text-bad'}>
                {tellAnswer(one)}
              </span>
              <span className="text-muted">
                {formatMoment(one.at)} · in {formatSeconds(one.milliseconds / 1000)}
              </span>
            </p>
            {one.excerpt && (
              <ScrollArea
                label={`What attempt ${one.number} was answered`}
                className="mt-1 max-h-32 overflow-y-auto rounded-md border border-line bg-surface px-3 py-2"
              >
                <pre className="font-mono text-xs leading-5 break-all whitespace-pre-wrap text-muted">
                  {one.excerpt}
                </pre>
              </ScrollArea>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

function SendAgain({ webhookId, delivery, enabled }: Props) {
  const again = useRedeliver(webhookId, delivery.id);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Button
        size="small"
        disabled={!enabled || again.isPending}
        onClick={() => {
          again.mutate();
        }}
      >
        {delivery.state === 'pending' ? 'Send it now' : 'Send it again'}
      </Button>
      <p role="status" className="text-[13px] text-muted empty:hidden">
        {!enabled
          ? 'Nothing is sent while the webhook is disabled.'
          : again.isSuccess && 'On its way, with the same id.'}
      </p>
      <p role="alert" className="text-[13px] text-bad empty:hidden">
        {again.isError && `Not sent: ${tellError(again.error)}`}
      </p>
    </div>
  );
}

function isTaken({ status }: DeliveryTry): boolean {
  return status !== null && status >= 200 && status < 300;
}

/** “Answered 200”, or why there was no answer. */
function tellAnswer({ status, fault }: DeliveryTry): string {
  return status === null ? (fault ?? 'No answer') : `Answered ${status}`;
}
