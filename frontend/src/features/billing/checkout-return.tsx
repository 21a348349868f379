import { useEffect, useState } from 'react';

import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';

import { useBilling } from './api/billing';
import { isConfirmed, titleOf } from './standing';

type Props = {
  /** What the address says: `done` after a payment, `portal` after Stripe's own pages. */
  from: string;
  /** The plan may be another now. */
  onConfirmed: () => void;
  onClose: () => void;
};

const PATIENCE_MS = 120_000;

/** After a payment: thanks, and waiting until Stripe has told us. */
export function CheckoutReturn({ from, onConfirmed, onClose }: Props) {
  const [patient, setPatient] = useState(true);
  const paid = from === 'done';
  const billing = useBilling((known) => patient && !(paid && isConfirmed(known)));
  useEffect(() => {
    const timer = window.setTimeout(
      () => {
        setPatient(false);
      },
      paid ? PATIENCE_MS : PATIENCE_MS / 6,
    );
    return () => {
      window.clearTimeout(timer);
    };
  }, [paid]);
  const isNow = paid && billing.data !== undefined && isConfirmed(billing.data);
  useEffect(() => {
    if (isNow) onConfirmed();
  }, [isNow, onConfirmed]);
  if (!paid || !billing.data) return null;
  const close = (
    <Button size="small" onClick={onClose}>
      Close
    </Button>
  );
  if (isNow) {
    return (
      <Alert tone="info" title="Thank you. The payment is confirmed." action={close} className="mb-6">
        The organization’s plan is {titleOf(billing.data, billing.data.tier)}.
      </Alert>
    );
  }
  return (
    <Alert tone="info" title="Thank you. The payment is being confirmed." action={close} className="mb-6">
      {patient
        ? 'That takes a few seconds; this page shows it by itself.'
        : 'That takes longer than usual. It is confirmed within a day at the latest; nothing has to be paid again.'}
    </Alert>
  );
}
