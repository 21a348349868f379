import { ApiError, tellRemedy } from '@/lib/api/errors';

import { Alert } from './alert';
import { Button } from './button';
import { CopyButton } from './copy-button';

/** Why something could not be loaded, what to do, and the request's id for who asks us about it. */
export function QueryError({ what, error, retry }: { what: string; error: Error; retry?: () => void }) {
  const reference = error instanceof ApiError ? error.requestId : '';
  return (
    <Alert
      tone="bad"
      title={`${what} could not be loaded`}
      action={
        retry && (
          <Button size="small" onClick={retry}>
            Try again
          </Button>
        )
      }
    >
      <p>
        {error.message}
        {reference && ` Reference: ${reference}.`}
      </p>
      <p>{tellRemedy(error)}</p>
      {reference && (
        <p className="-ml-2.5">
          <CopyButton text={reference} label="Copy the reference" shown="Copy the reference" />
        </p>
      )}
    </Alert>
  );
}
