import { useId } from 'react';

import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Loaded } from '@/components/ui/loaded';
import { tellError } from '@/lib/api/errors';

import { useBilling, useStripePage, type Billing } from './api/billing';
import { PlanCard } from './plan-card';
import { isSubscribed, standingOf, titleOf } from './standing';

type Props = {
  /** Owners choose and pay; the others read. */
  owner: boolean;
  /** Leads the browser to a page of Stripe's. */
  leave: (url: string) => void;
};

/** The plans side by side, how the organization pays, and the way to Stripe. */
export function BillingSection({ owner, leave }: Props) {
  const id = useId();
  const billing = useBilling();
  return (
    <section aria-labelledby={id} id="billing">
      <h2 id={id} className="text-lg">
        Billing
      </h2>
      <div className="mt-1">
        <Loaded what="the billing" query={billing} lines={12}>
          {(data) => <BillingView billing={data} owner={owner} leave={leave} />}
        </Loaded>
      </div>
    </section>
  );
}

function BillingView({ billing, owner, leave }: Props & { billing: Billing }) {
  const page = useStripePage(leave);
  const standing = standingOf(billing);
  // A success leads away from here: until the browser is gone, nothing is pressed twice.
  const pending = page.isPending || page.isSuccess;
  return (
    <>
      <p className="max-w-[64ch] text-sm text-muted">{tellPlan(billing, owner)}</p>
      {standing && (
        <Alert tone={standing.tone} title={standing.title} className="mt-4">
          {standing.text}
        </Alert>
      )}
      <ul aria-label="Plans" className="mt-5 grid gap-4 sm:grid-cols-3">
        {billing.plans.map((plan) => (
          <PlanCard
            key={plan.name}
            plan={plan}
            pending={pending}
            onChoose={
              owner
                ? () => {
                    page.mutate(plan.name);
                  }
                : null
            }
          />
        ))}
      </ul>
      {owner && billing.portal && (
        <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button
            variant={standing?.tone === 'warn' ? 'primary' : 'outline'}
            disabled={pending}
            onClick={() => {
              page.mutate(null);
            }}
          >
            {isSubscribed(billing) ? 'Manage the subscription' : 'Invoices'}
          </Button>
          <p className="text-[13px] text-muted">
            {isSubscribed(billing)
              ? 'At Stripe: card, invoices, another plan, cancelling.'
              : 'At Stripe, as long as it keeps them.'}
          </p>
        </div>
      )}
      <p role="alert" className="mt-2 text-[13px] text-bad empty:hidden">
        {page.isError && `Stripe’s page could not be opened: ${tellError(page.error)}`}
      </p>
    </>
  );
}

function tellPlan(billing: Billing, owner: boolean): string {
  const title = titleOf(billing, billing.tier);
  if (!billing.enabled) return `Billing is off here: nothing is sold. The organization’s plan is ${title}.`;
  const who = owner ? '' : ' Owners of the organization choose and pay.';
  return `The organization’s plan is ${title}. Payment is handled by Stripe; we see no card.${who}`;
}
