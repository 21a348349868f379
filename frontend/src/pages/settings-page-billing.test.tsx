import { screen, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, test, vi } from 'vitest';

import { BillingSection } from '@/features/billing/billing-section';
import { answer, refusal } from '@/testing/answers';
import { billing, subscribe } from '@/testing/billing';
import { SESSION } from '@/testing/plans';
import { renderApp } from '@/testing/render-app';
import { renderPart } from '@/testing/render-part';
import { server } from '@/testing/server';

const section = () => screen.findByRole('region', { name: 'Billing' });
const asRole = (role: string) => {
  server.use(http.get('/api/v1/session', () => answer({ ...SESSION, role })));
};

test('plans stand side by side, with what they include and cost, and an owner may choose', async () => {
  renderApp('/settings');
  const within_ = within(await section());
  const plans = within(await within_.findByRole('list', { name: 'Plans' }));
  expect(plans.getByText('Your plan')).toBeVisible();
  expect(plans.getByText('$49')).toBeVisible();
  expect(plans.getByText('$499.50')).toBeVisible();
  expect(plans.getByText('1,000 bundles a month')).toBeVisible();
  expect(plans.getByText('Turns of conversations without a limit')).toBeVisible();
  expect(plans.getByRole('button', { name: 'Choose Pro' })).toBeEnabled();
  expect(plans.queryByRole('button', { name: 'Choose Free' })).not.toBeInTheDocument();
  expect(within_.queryByRole('button', { name: /Manage/ })).not.toBeInTheDocument();
});

test('choosing a plan leads to the page that the server names, once', async () => {
  const leave = vi.fn();
  const asked: unknown[] = [];
  server.use(
    http.post('/api/v1/billing/checkout', async ({ request }) => {
      asked.push(await request.json());
      return answer({ url: 'https://checkout.stripe.com/c/1' });
    }),
  );
  const { user } = renderPart(<BillingSection owner leave={leave} />);
  await user.click(await screen.findByRole('button', { name: 'Choose Enterprise' }));
  expect(leave).toHaveBeenCalledExactlyOnceWith('https://checkout.stripe.com/c/1');
  expect(asked).toEqual([{ tier: 'enterprise' }]);
  expect(screen.getByRole('button', { name: 'Choose Pro' })).toBeDisabled();
});

test('an address that is none of the web is not gone to, and a refusal is told', async () => {
  const leave = vi.fn();
  server.use(
    http.post('/api/v1/billing/checkout', () => answer({ url: 'javascript:alert(1)' }), { once: true }),
    http.post('/api/v1/billing/checkout', () =>
      refusal(503, 'billing_unavailable', 'Stripe does not answer as it should.'),
    ),
  );
  const { user } = renderPart(<BillingSection owner leave={leave} />);
  await user.click(await screen.findByRole('button', { name: 'Choose Pro' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Stripe’s page could not be opened');
  await user.click(screen.getByRole('button', { name: 'Choose Pro' }));
  expect(await screen.findByText(/Stripe does not answer as it should/)).toBeVisible();
  expect(leave).not.toHaveBeenCalled();
});

test.each(['admin', 'member', 'viewer'])('%s reads and chooses nothing', async (role) => {
  subscribe({ status: 'past_due', grace_until: '2030-01-08T12:00:00Z' });
  asRole(role);
  renderApp('/settings');
  const shown = within(await section());
  expect(await shown.findByText('A payment failed')).toBeVisible();
  expect(shown.getByText(/Owners of the organization choose and pay/)).toBeVisible();
  expect(shown.queryByRole('button')).not.toBeInTheDocument();
  expect(screen.getAllByText('A payment failed')).toHaveLength(1);
});

test.each([
  [{}, 'Pro is paid', 'It renews on January 8, 2030.'],
  [{ renews_at: null, ends_at: '2030-01-08T12:00:00Z' }, 'Pro ends on January 8, 2030', 'everything stays'],
  [
    { status: 'past_due', grace_until: '2030-01-08T12:00:00Z' },
    'A payment failed',
    'kept until January 8, 2030',
  ],
  [
    { status: 'past_due', tier: 'free', grace_until: '2020-01-08T12:00:00Z' },
    'A payment failed',
    'the plan is Free now',
  ],
  [{ status: 'unpaid', tier: 'free' }, 'Payment is owed', 'then it is Pro again'],
  [{ status: 'paused', tier: 'free' }, 'The subscription is paused', 'then it is Pro again'],
  [{ status: 'incomplete', tier: 'free' }, 'The first payment is not done', 'Finish it'],
  [
    { status: 'canceled', tier: 'free', ends_at: '2020-01-08T12:00:00Z', kept_until: '2030-02-07T12:00:00Z' },
    'The subscription ended on January 8, 2020',
    'Files are kept as before until February 7, 2030.',
  ],
  [{ paid_tier: null }, 'The subscription is for no plan that is known here', 'write to support'],
] as const)('a subscription that stands as %j is told in plain words', async (more, title, text) => {
  subscribe(more);
  const { unmount } = renderPart(<BillingSection owner leave={vi.fn()} />);
  expect(await screen.findByText(title)).toBeVisible();
  expect(screen.getByText(text, { exact: false })).toBeVisible();
  expect(screen.getByRole('button', { name: /Manage the subscription|Invoices/ })).toBeEnabled();
  unmount();
});

test('a failed payment is told to owners on every page', async () => {
  subscribe({ status: 'past_due', grace_until: '2030-01-08T12:00:00Z' });
  renderApp('/');
  expect(await screen.findByText('A payment failed')).toBeVisible();
  expect(screen.getByText(/Pro is kept until January 8, 2030/)).toBeVisible();
  expect(screen.getByRole('link', { name: 'See to it' })).toHaveAttribute('href', '/settings');
});

test('where billing is off that is said, and there is nothing to press', async () => {
  billing.kept = {
    ...billing.kept,
    enabled: false,
    plans: billing.kept.plans.map((plan) => ({ ...plan, buyable: false, price: null })),
  };
  renderApp('/settings');
  const shown = within(await section());
  expect(await shown.findByText(/Billing is off here: nothing is sold/)).toBeVisible();
  expect(shown.queryByRole('button')).not.toBeInTheDocument();
});

test('after a payment the page thanks, waits for Stripe, and shows the plan by itself', async () => {
  const { user, router } = renderApp('/settings?checkout=done');
  expect(await screen.findByText('Thank you. The payment is being confirmed.')).toBeVisible();
  subscribe();
  expect(
    await screen.findByText('Thank you. The payment is confirmed.', {}, { timeout: 5_000 }),
  ).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Close' }));
  expect(screen.queryByText(/Thank you/)).not.toBeInTheDocument();
  expect(router.state.location.search).toBe('');
});

test('who left the checkout, or comes from Stripe’s pages, is not thanked', async () => {
  renderApp('/settings?checkout=left');
  await section();
  expect(screen.queryByText(/Thank you/)).not.toBeInTheDocument();
});
