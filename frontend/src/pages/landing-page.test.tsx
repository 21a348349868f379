import { focusManager } from '@tanstack/react-query';
import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { beforeEach, expect, test } from 'vitest';

import { answer, refusal } from '@/testing/answers';
import { SESSION } from '@/testing/plans';
import { renderApp } from '@/testing/render-app';
import { server } from '@/testing/server';

beforeEach(() => {
  server.use(http.get('/api/v1/session', () => refusal(401, 'unauthenticated', 'Sign in.')));
});

test('who is not signed in sees what it is, a bundle to click through, and the plans', async () => {
  const { router, user } = renderApp('/');
  expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent('From a sentence');
  expect(router.state.location.pathname).toBe('/');
  expect(screen.getByRole('link', { name: 'Sign in' })).toHaveAttribute('href', '/auth/login?next=%2F');
  expect(document.title).toMatch(/· Groundplan$/);

  expect(await screen.findByText(/made on/)).toHaveTextContent('made on November 23, 2026, as it came');
  const example = within(screen.getByRole('tablist', { name: 'The example' }));
  await user.click(example.getByRole('tab', { name: /^Files/ }));
  await user.click(await screen.findByRole('button', { name: 'database.tf' }));
  expect(await screen.findByRole('region', { name: 'Content of terraform/database.tf' })).toHaveTextContent(
    'resource',
  );
  await user.click(example.getByRole('tab', { name: /^Cost/ }));
  expect(await screen.findByRole('row', { name: /^Orders API/ })).toHaveTextContent('$');
  await user.click(example.getByRole('tab', { name: /^Checks/ }));
  expect(await screen.findAllByText('Passed:', { exact: false })).not.toHaveLength(0);

  const plans = within(screen.getByRole('list', { name: 'Plans' }));
  expect(plans.getByRole('heading', { name: 'Pro' })).toBeVisible();
  expect(plans.getByText('$49')).toBeVisible();
  expect(plans.queryByRole('button')).not.toBeInTheDocument();
});

test('plans that cannot be loaded leave the rest, and say why', async () => {
  server.use(http.get('/api/v1/plans', () => refusal(422, 'invalid_request', 'No.')));
  renderApp('/');
  expect(await screen.findByText('The plans could not be loaded')).toBeVisible();
  expect(await screen.findByText(/made on/)).toBeVisible();
});

test('the page stays while it asks again, and who signed in in another tab is in', async () => {
  renderApp('/');
  const heading = await screen.findByRole('heading', { level: 1 });
  let asked = 0;
  server.use(
    http.get('/api/v1/session', () => {
      asked += 1;
      return asked === 1 ? refusal(401, 'unauthenticated', 'Sign in.') : answer(SESSION);
    }),
  );
  focusManager.setFocused(false);
  focusManager.setFocused(true);
  await waitFor(() => {
    expect(asked).toBe(1);
  });
  expect(heading).toBeVisible();
  focusManager.setFocused(false);
  focusManager.setFocused(true);
  expect(await screen.findByRole('textbox', { name: 'Your request' })).toBeVisible();
  focusManager.setFocused(undefined);
});

test('another page leads to the sign-in, and back to it', async () => {
  const { router } = renderApp('/settings');
  expect(await screen.findByRole('link', { name: 'Sign in' })).toHaveAttribute(
    'href',
    '/auth/login?next=%2Fsettings',
  );
  expect(router.state.location.pathname).toBe('/sign-in');
});
