import { ApiError } from '@/lib/api/errors';

import { Alert } from './alert';
import { Button } from './button';

/** Why something could not be loaded, and a way to try again. */
export function QueryError({ what, error, retry }: { what: string; error: Error; retry?: () => void }) {
  const reference = error instanceof ApiError && error.requestId ? ` Reference: ${error.requestId}.` : '';
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
      {error.message}
      {reference}
    </Alert>
  );
}
