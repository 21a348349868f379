import { screen, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, test } from 'vitest';

import { answer, refusal } from '@/testing/answers';
import { apiKeys, makeKey } from '@/testing/api-keys';
import { SESSION } from '@/testing/plans';
import { renderApp } from '@/testing/render-app';
import { server } from '@/testing/server';

const keys = async () => within(await screen.findByRole('list', { name: 'API keys' }));

test('a key is made, shown once, listed and revoked after a second press', async () => {
  const { user } = renderApp('/settings');
  expect(await screen.findByText('No keys')).toBeVisible();
  await user.type(screen.getByLabelText('What it is for'), ' build robot ');
  await user.selectOptions(screen.getByLabelText('It may'), 'Read');
  await user.click(screen.getByRole('button', { name: 'Make a key' }));
  expect(await screen.findByText(/^Copy the key of “build robot” now/)).toHaveFocus();
  expect(screen.getByText('gp_abc_the_secret')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Copy the key' })).toBeVisible();
  expect(apiKeys.kept[0]).toMatchObject({ name: 'build robot', scope: 'read' });
  await user.click(screen.getByRole('button', { name: 'I have it' }));
  expect(screen.queryByText('gp_abc_the_secret')).not.toBeInTheDocument();

  expect((await keys()).getByRole('listitem')).toHaveTextContent(
    /build robot gp_abc…read · never used · ends Jan 2, 2030/,
  );
  await user.click(screen.getByRole('button', { name: 'Revoke build robot' }));
  expect(apiKeys.kept[0]?.revoked_at).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Really revoke build robot' }));
  expect(await screen.findByText('No keys')).toBeVisible();
});

test('what is refused is told where it was asked', async () => {
  apiKeys.kept = [makeKey({ last_used_at: new Date().toISOString(), expires_at: null })];
  server.use(
    http.post('/api/v1/api-keys', () => refusal(429, 'too_many_requests', 'Too many keys.')),
    http.delete('/api/v1/api-keys/:id', () => refusal(404, 'not_found', 'There is no such key of yours.')),
  );
  const { user } = renderApp('/settings');
  expect((await keys()).getByRole('listitem')).toHaveTextContent('used just now · does not end');
  await user.type(screen.getByLabelText('What it is for'), 'x{Enter}');
  expect(await screen.findByText('Not made: Too many keys.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: /^Revoke/ }));
  await user.click(screen.getByRole('button', { name: /^Really revoke/ }));
  expect(await screen.findByText('Not revoked: There is no such key of yours.')).toBeVisible();
});

test('members make no key that administers', async () => {
  server.use(http.get('/api/v1/session', () => answer({ ...SESSION, role: 'member' }), { once: true }));
  renderApp('/settings');
  const scopes = within(await screen.findByLabelText('It may')).getAllByRole('option');
  expect(scopes.map(({ textContent }) => textContent)).toEqual(['Read', 'Read and submit']);
});

test('viewers see the keys and change none', async () => {
  apiKeys.kept = [makeKey({ revocable: false })];
  server.use(http.get('/api/v1/session', () => answer({ ...SESSION, role: 'viewer' })));
  renderApp('/settings');
  expect((await keys()).getByRole('listitem')).toHaveTextContent('nightly import');
  expect(screen.queryByRole('button', { name: /Revoke|Make a key/ })).not.toBeInTheDocument();
});

test('members are offered to revoke their own keys alone, and told who revokes the others', async () => {
  apiKeys.kept = [makeKey({ name: 'mine' }), makeKey({ name: 'of others', revocable: false })];
  server.use(http.get('/api/v1/session', () => answer({ ...SESSION, role: 'member' })));
  renderApp('/settings');
  expect((await keys()).getAllByRole('button').map((button) => button.getAttribute('aria-label'))).toEqual([
    'Revoke mine',
  ]);
  expect(screen.getByText('Owners and admins revoke the keys that others made.')).toBeVisible();
});
