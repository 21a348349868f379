/** How an organization's subscription stands, in plain words. */
import type { Billing } from './api/billing';

export type Standing = { tone: 'info' | 'warn'; title: string; text: string };

/** Null where there is no more to say than which plan it is. */
export function standingOf(billing: Billing, now = Date.now()): Standing | null {
  const title = titleOf(billing, billing.paid_tier ?? billing.tier);
  switch (billing.status) {
    case 'past_due':
      return billing.grace_until && Date.parse(billing.grace_until) > now
        ? kept(title, billing.grace_until)
        : warn(
            'A payment failed',
            `The time to pay is over, and the plan is Free now.${keptFiles(billing)} Pay what is owed to have ${title} again.`,
          );
    case 'active':
    case 'trialing':
      return paid(billing, title);
    case 'unpaid':
      return warn('Payment is owed', `The plan is Free until it is paid; then it is ${title} again.`);
    case 'incomplete':
      return warn('The first payment is not done', 'Finish it, or wait until it is confirmed.');
    case 'paused':
      return warn(
        'The subscription is paused',
        `It gives nothing until it goes on; then it is ${title} again.`,
      );
    case 'canceled':
    case 'incomplete_expired':
      return {
        tone: 'info',
        title: billing.ends_at
          ? `The subscription ended on ${day(billing.ends_at)}`
          : 'The subscription has ended',
        text: `What is above the limits of the plan now can still be read.${keptFiles(billing)}`,
      };
    default:
      return null;
  }
}

/** Is there a subscription that has not ended? Also one that is not paid. */
export function isSubscribed({ status }: Billing): boolean {
  return status !== null && status !== 'canceled' && status !== 'incomplete_expired';
}

/** Has Stripe told us of what was paid? */
export function isConfirmed({ status, tier, paid_tier: paidTier }: Billing): boolean {
  return (status === 'active' || status === 'trialing') && tier === paidTier;
}

export function titleOf({ plans }: Billing, name: string): string {
  return plans.find((plan) => plan.name === name)?.title ?? name;
}

/** “November 23, 2026”, in the reader's time. */
export function day(iso: string): string {
  return new Date(iso).toLocaleDateString('en-US', { dateStyle: 'long' });
}

function keptFiles({ kept_until: until }: Billing): string {
  return until ? ` Files are kept as before until ${day(until)}.` : '';
}

function paid(billing: Billing, title: string): Standing {
  if (billing.paid_tier === null) {
    const until = billing.grace_until ? ` until ${day(billing.grace_until)}` : '';
    return warn(
      'The subscription is for no plan that is known here',
      `The plan is kept${until}. Please write to support.`,
    );
  }
  if (billing.ends_at) {
    return warn(`${title} ends on ${day(billing.ends_at)}`, 'Until then everything stays as it is.');
  }
  const when = billing.renews_at ? day(billing.renews_at) : null;
  const text = when ? `It renews on ${when}.` : 'It is paid.';
  return {
    tone: 'info',
    title: billing.status === 'trialing' ? `${title}, on trial` : `${title} is paid`,
    text,
  };
}

function kept(title: string, until: string): Standing {
  return warn(
    'A payment failed',
    `${title} is kept until ${day(until)}. After that the plan is Free; nothing is deleted at once.`,
  );
}

function warn(title: string, text: string): Standing {
  return { tone: 'warn', title, text };
}
