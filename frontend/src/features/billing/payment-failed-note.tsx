import { Link } from 'react-router';

import { Alert } from '@/components/ui/alert';
import { buttonClass } from '@/components/ui/button';

import { useBilling } from './api/billing';
import { standingOf } from './standing';

/** Told on every page to owners while a payment is owed; nothing else of billing is. */
export function PaymentFailedNote() {
  const { data } = useBilling();
  const standing = data && ['past_due', 'unpaid'].includes(data.status ?? '') ? standingOf(data) : null;
  return (
    standing && (
      <Alert
        tone="warn"
        title={standing.title}
        className="m-4"
        action={
          <Link to="/settings" className={buttonClass({ size: 'small' })}>
            See to it
          </Link>
        }
      >
        {standing.text}
      </Alert>
    )
  );
}
