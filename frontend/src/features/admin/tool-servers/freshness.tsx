import clsx from 'clsx';

import { ApiError } from '@/lib/api/errors';

type Props = {
  /** When what is shown was told, in milliseconds. */
  at: number;
  online: boolean;
  /** Why the last try failed. */
  error: Error | null;
};

/** Says whether what stands below is of now. */
export function Freshness({ at, online, error }: Props) {
  const live = online && !error;
  const time = new Date(at).toLocaleTimeString('en-GB');
  return (
    <p role="status" className="flex items-center gap-2 text-[13px] text-muted">
      <span aria-hidden className={clsx('size-2 shrink-0 rounded-full', live ? 'bg-good' : 'bg-warn')} />
      {live
        ? 'Live: brought up to date every few seconds.'
        : `As it was at ${time}: ${reason(online, error)}`}
    </p>
  );
}

function reason(online: boolean, error: Error | null): string {
  if (!online) return 'there is no connection.';
  const reference = error instanceof ApiError && error.requestId ? ` Reference: ${error.requestId}.` : '';
  return `${error?.message ?? ''}${reference}`;
}
