import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, test } from 'vitest';

import { answer, refusal } from '@/testing/answers';
import { SESSION } from '@/testing/plans';
import { renderApp } from '@/testing/render-app';
import { server } from '@/testing/server';

import { tellOtherTabs } from './other-tabs';

const OTHER = { id: '0190c0de-0000-7000-8000-000000000002', name: 'Works', role: 'viewer' };
const OWN = { ...SESSION.organization, role: SESSION.role };

/** From here on nobody is signed in. */
function endSession(): void {
  server.use(http.get('/api/v1/*', () => refusal(401, 'unauthenticated', 'Sign in.')));
}

async function openSessions() {
  const { router, user } = renderApp('/');
  await user.click(await screen.findByRole('button', { name: 'Where you are signed in' }));
  const dialog = await screen.findByRole('dialog', { name: 'Where you are signed in' });
  return { router, user, dialog: within(dialog) };
}

test('one sees where one is signed in, and signs out there', async () => {
  const { user, dialog } = await openSessions();
  expect(await dialog.findByText('this browser')).toBeVisible();
  expect(dialog.getByText('Firefox on Linux')).toBeVisible();
  await user.click(dialog.getByRole('button', { name: 'Sign out Safari on iOS, 198.51.100.20' }));
  await waitFor(() => {
    expect(dialog.queryByText('Safari on iOS')).not.toBeInTheDocument();
  });
  expect(dialog.getByText('Firefox on Linux')).toBeVisible();
});

test('signing out everywhere leads to the sign-in', async () => {
  const { router, user, dialog } = await openSessions();
  const button = await dialog.findByRole('button', { name: 'Sign out everywhere' });
  server.use(
    http.delete('/api/v1/sessions', () => {
      endSession();
      return answer({ ended: 2 });
    }),
  );
  await user.click(button);
  await waitFor(() => {
    expect(router.state.location.pathname).toBe('/sign-in');
  });
});

test('where it fails nothing is said to be signed out', async () => {
  const { router, user, dialog } = await openSessions();
  server.use(http.delete('/api/v1/sessions', () => refusal(503, 'database_unavailable', 'Not now.')));
  await user.click(await dialog.findByRole('button', { name: 'Sign out everywhere' }));
  expect(await dialog.findByText('Nothing was signed out')).toBeVisible();
  expect(router.state.location.pathname).toBe('/');
});

test('who belongs to several organizations may change over', async () => {
  let current = { ...SESSION, organizations: [OWN, OTHER] };
  const asked: unknown[] = [];
  server.use(
    http.get('/api/v1/session', () => answer(current)),
    http.post('/api/v1/session/organization', async ({ request }) => {
      asked.push(await request.json());
      current = { ...current, organization: OTHER, role: 'viewer' };
      return answer({ expires_at: null });
    }),
  );
  const { user } = renderApp('/');
  await user.selectOptions(await screen.findByRole('combobox', { name: 'Organization' }), 'Works · viewer');
  expect(await screen.findByText('You may look, but not make plans')).toBeVisible();
  expect(screen.getByRole('combobox', { name: 'Organization' })).toHaveValue(OTHER.id);
  expect(asked).toEqual([{ organization_id: OTHER.id }]);
});

test('who belongs to one has nothing to choose', async () => {
  renderApp('/');
  expect(await screen.findByText('Ada’s organization · owner')).toBeVisible();
  expect(screen.queryByRole('combobox', { name: 'Organization' })).not.toBeInTheDocument();
});

test('a session that was ended elsewhere leads to the sign-in at the next answer, and back afterwards', async () => {
  const { user } = renderApp('/');
  const field = await screen.findByRole('textbox', { name: 'Your request' });
  endSession();
  server.use(http.post('/api/v1/jobs', () => refusal(401, 'unauthenticated', 'Sign in.')));
  await user.type(field, 'A static site');
  await user.click(screen.getByRole('button', { name: 'Draw the plan' }));
  expect(await screen.findByRole('link', { name: 'Sign in' })).toBeVisible();
});

test('another tab that changes the organization changes it here too', async () => {
  let current = { ...SESSION, organizations: [OWN, OTHER] };
  server.use(http.get('/api/v1/session', () => answer(current)));
  renderApp('/');
  expect(await screen.findByRole('combobox', { name: 'Organization' })).toHaveValue(OWN.id);
  current = { ...current, organization: OTHER, role: 'viewer' };
  tellOtherTabs();
  expect(await screen.findByText('You may look, but not make plans')).toBeVisible();
});

test('another tab that signs out leads to the sign-in here too', async () => {
  renderApp('/');
  await screen.findByRole('textbox', { name: 'Your request' });
  endSession();
  tellOtherTabs();
  expect(await screen.findByRole('link', { name: 'Sign in' })).toBeVisible();
});
