import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { tellError } from '@/lib/api/errors';

import { useTryAgain, type NotificationPreferences } from './api/notifications';

const WHY = {
  bounce: 'A mail to this address came back: it may have been mistyped, full for long, or closed.',
  complaint: 'A mail to this address was reported as spam.',
};

type Props = Pick<NotificationPreferences, 'email'> & {
  suppressed: NonNullable<NotificationPreferences['suppressed']>;
};

/** Why nothing is sent to one's address, and the way to have it tried again. */
export function SuppressionNote({ email, suppressed }: Props) {
  const again = useTryAgain();
  return (
    <Alert
      tone="warn"
      title={`No mail is sent to ${email}`}
      action={
        <Button
          size="small"
          disabled={again.isPending}
          onClick={() => {
            again.mutate();
          }}
        >
          {again.isPending ? 'Trying…' : 'Try again'}
        </Button>
      }
    >
      {WHY[suppressed.reason]} That was on {day(suppressed.since)}. Nothing has been sent since.
      {again.isError && <p className="mt-1 text-bad">{tellError(again.error)}</p>}
    </Alert>
  );
}

function day(at: string): string {
  return new Date(at).toLocaleDateString('en', { day: 'numeric', month: 'long', year: 'numeric' });
}
