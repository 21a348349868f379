import { screen } from '@testing-library/react';
import { http } from 'msw';
import { beforeEach, expect, test } from 'vitest';

import { answer } from '@/testing/answers';
import { people } from '@/testing/members';
import { SESSION } from '@/testing/plans';
import { renderApp } from '@/testing/render-app';
import { server } from '@/testing/server';

const OFFER = {
  organization_id: 'org-2',
  organization_name: 'Analytical Engines',
  email: SESSION.user.email ?? '',
  role: 'member' as const,
  state: 'pending' as const,
  expires_at: '2030-01-08T12:00:00Z',
};

beforeEach(() => {
  sessionStorage.clear();
});

test('the link of a mail is taken out of the address, and one press joins and works there', async () => {
  people.offer = OFFER;
  let chosen: unknown = null;
  server.use(
    http.post('/api/v1/session/organization', async ({ request }) => {
      chosen = await request.json();
      return answer({ expires_at: '2030-01-01T12:00:00Z' });
    }),
  );
  const { router, user } = renderApp('/invitation#gpi_secret');
  expect(await screen.findByRole('heading', { name: 'Analytical Engines' })).toBeVisible();
  expect(router.state.location).toMatchObject({ pathname: '/invitation/accept', hash: '' });
  await user.click(screen.getByRole('button', { name: 'Join' }));
  expect(await screen.findByRole('textbox', { name: 'Your request' })).toBeVisible();
  expect(chosen).toEqual({ organization_id: 'org-2' });
  expect(sessionStorage).toHaveLength(0);
});

test('who is signed in with another address is told so', async () => {
  people.offer = { ...OFFER, email: 'grace@example.com' };
  renderApp('/invitation#gpi_secret');
  expect(await screen.findByText(/^You are signed in as ada@example.test/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Join' })).toBeNull();
});

test.each([
  ['expired', /^It has expired/],
  ['accepted', /^It has been used/],
  ['revoked', /^It was taken back/],
] as const)('an invitation that is %s says so', async (state, told) => {
  people.offer = { ...OFFER, state };
  renderApp('/invitation#gpi_secret');
  expect(await screen.findByText(told)).toBeVisible();
});

test('a link that nobody knows is told', async () => {
  renderApp('/invitation#gpi_unknown');
  expect(await screen.findByText(/This link is not good/)).toBeVisible();
});

test('a tab without an invitation says so', async () => {
  renderApp('/invitation/accept');
  expect(await screen.findByText(/there is no invitation in this tab/)).toBeVisible();
});
