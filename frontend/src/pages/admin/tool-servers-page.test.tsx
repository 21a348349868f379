import { onlineManager } from '@tanstack/react-query';
import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { afterEach, expect, test } from 'vitest';

import { administration, makeToolServer } from '@/testing/admin';
import { answer, refusal } from '@/testing/answers';
import { SESSION } from '@/testing/plans';
import { renderApp } from '@/testing/render-app';
import { server } from '@/testing/server';

afterEach(() => {
  onlineManager.setOnline(true);
});

const card = (name: string) => screen.findByRole('article', { name });

test('owners find it in the navigation, and see how each server does in every worker', async () => {
  administration.servers = [
    makeToolServer({ worker: 'one', calls: 1_200, restarts: 1 }),
    makeToolServer({ worker: 'two', calls: 34, state: 'starting' }),
  ];
  const { user, router } = renderApp('/');
  await user.click(await screen.findByRole('link', { name: 'Administration' }));
  const shown = await card('aws-reference');
  expect(router.state.location.pathname).toBe('/admin/tool-servers');
  expect(shown).toHaveTextContent('Starting in 1 of 2 workers');
  expect(shown).toHaveTextContent('Calls1,234');
  expect(shown).toHaveTextContent('Hit rate75 %of 4 lookups in 7 days');
  expect(shown).toHaveTextContent('Tools in use2of 2 on the list');
  expect(
    within(shown)
      .getAllByRole('row')
      .map((row) => row.textContent),
  ).toEqual([
    'WorkerStateSinceVersionCallsSeen',
    'oneUpjust now1.01,200just now',
    'twoStartingjust now1.034just now',
  ]);
});

test('a tool that changed since it was approved is an alarm that says what to do', async () => {
  administration.servers = [
    makeToolServer({
      tools: { unapproved: ['get_price'], changed: ['get_price'], missing: ['describe_service'] },
    }),
  ];
  renderApp('/admin/tool-servers');
  const alarm = await screen.findByRole('alert');
  expect(alarm).toHaveTextContent('1 tool changed since it was approved');
  expect(alarm).toHaveTextContent('get_price');
  expect(alarm).toHaveTextContent('python -m worker.agents.approval --accept aws-reference');
  expect(screen.getByText('1 tool on the list is not to be had')).toBeVisible();
  expect(screen.queryByText(/waits? for approval/)).not.toBeInTheDocument();
  expect(await card('aws-reference')).toHaveTextContent('Tools in use0of 2 on the list');
});

test('one that nobody approved yet waits for it, and is no alarm', async () => {
  administration.servers = [makeToolServer({ tools: { unapproved: ['get_price', 'describe_service'] } })];
  renderApp('/admin/tool-servers');
  expect(await screen.findByText('2 tools wait for approval')).toBeVisible();
  expect(screen.getByText('python -m worker.agents.approval aws-reference')).toBeVisible();
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});

test('a server that is down says why; a fault of before is only told', async () => {
  const fault = { last_error: 'it crashed', last_error_at: new Date().toISOString() };
  administration.servers = [
    makeToolServer({ name: 'dead', state: 'down', ...fault }),
    makeToolServer({ name: 'mended', ...fault, last_error: 'it hung' }),
  ];
  renderApp('/admin/tool-servers');
  expect(within(await card('dead')).getByRole('alert')).toHaveTextContent('This server is downit crashed');
  const mended = await card('mended');
  expect(within(mended).queryByRole('alert')).not.toBeInTheDocument();
  expect(mended).toHaveTextContent('Last fault, just now: it hung');
});

test('what is turned off comes last, with the word that turns it on', async () => {
  administration.servers = [
    makeToolServer({ name: 'aws-iac', state: 'off', enabled: 'false' }),
    makeToolServer(),
  ];
  renderApp('/admin/tool-servers');
  const off = await screen.findByRole('region', { name: 'Turned off' });
  expect(off).toHaveTextContent('aws-iac');
  expect(off).toHaveTextContent('enabled: true');
  expect(within(off).getByRole('button', { name: 'Copy the word that turns aws-iac on' })).toBeVisible();
  expect(screen.queryByRole('article', { name: 'aws-iac' })).not.toBeInTheDocument();
});

test('without a worker it says so', async () => {
  renderApp('/admin/tool-servers');
  expect(await screen.findByText('No worker tells of its servers')).toBeVisible();
});

test('what cannot be loaded is told with its reference, and can be tried again', async () => {
  administration.servers = [makeToolServer()];
  server.use(
    http.get('/api/v1/admin/tool-servers', () => refusal(403, 'forbidden', 'Not you.'), { once: true }),
  );
  const { user } = renderApp('/admin/tool-servers');
  expect(await screen.findByText(/Not you\. Reference: r-1\./)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await card('aws-reference')).toBeVisible();
});

test('without a connection what was shown stays, and is said to be of before', async () => {
  administration.servers = [makeToolServer()];
  renderApp('/admin/tool-servers');
  expect(await screen.findByText(/^Live/)).toBeVisible();
  onlineManager.setOnline(false);
  expect(await screen.findByText(/there is no connection\.$/)).toBeVisible();
  expect(await card('aws-reference')).toBeVisible();
});

test.each(['member', 'viewer'] as const)(
  'a %s is told that it is for others, and has no entry for it',
  async (role) => {
    server.use(http.get('/api/v1/session', () => answer({ ...SESSION, role })));
    renderApp('/admin/audit');
    expect(await screen.findByRole('heading', { name: 'For owners and admins' })).toBeVisible();
    expect(screen.getByText(new RegExp(`Your role in this organization is ${role}`))).toBeVisible();
    await waitFor(() => {
      expect(screen.queryByRole('link', { name: 'Administration' })).not.toBeInTheDocument();
    });
    expect(administration.asked).toEqual([]);
  },
);
