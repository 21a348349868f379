import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, test } from 'vitest';

import { refusal } from '@/testing/answers';
import { notifications } from '@/testing/notifications';
import { renderApp } from '@/testing/render-app';
import { server } from '@/testing/server';

const PATH = '/settings/notifications';

test('the settings lead to the notifications, which say where mails go and keep each choice at once', async () => {
  const { user } = renderApp('/settings');
  await user.click(await screen.findByRole('link', { name: 'Notifications' }));
  expect(await screen.findByText(notifications.kept.email)).toBeVisible();
  const ready = screen.getByRole('checkbox', { name: /^A job is ready/ });
  expect(ready).toBeChecked();
  await user.click(ready);
  await waitFor(() => {
    expect(notifications.kept.kinds.job_finished).toBe(false);
  });
  expect(await screen.findByText('Saved. It holds from the next mail on.')).toBeVisible();
  expect(ready).not.toBeChecked();
  expect(notifications.kept.kinds.job_failed).toBe(true);
});

test('what the level leaves out cannot be switched, and keeps what it was', async () => {
  notifications.kept.kinds.job_failed = false;
  const { user } = renderApp(PATH);
  await user.click(await screen.findByRole('radio', { name: /^No mails about single jobs/ }));
  await waitFor(() => {
    expect(notifications.kept.level).toBe('digests');
  });
  const jobs = within(screen.getByRole('group', { name: 'Jobs that were asked to tell' }));
  const rest = within(screen.getByRole('group', { name: 'The rest' }));
  for (const box of jobs.getAllByRole('checkbox')) expect(box).toBeDisabled();
  for (const box of rest.getAllByRole('checkbox')) expect(box).toBeEnabled();
  await user.click(screen.getByRole('radio', { name: /^None/ }));
  for (const box of rest.getAllByRole('checkbox')) expect(box).toBeDisabled();
  await user.click(screen.getByRole('radio', { name: /^All that I switch on/ }));
  expect(jobs.getByRole('checkbox', { name: /^A job failed/ })).toBeEnabled();
  expect(jobs.getByRole('checkbox', { name: /^A job failed/ })).not.toBeChecked();
});

test('an address that mail came back from says so, and is tried again', async () => {
  notifications.kept = {
    ...notifications.kept,
    suppressed: { reason: 'bounce', since: '2026-11-20T10:00:00Z' },
  };
  const { user } = renderApp(PATH);
  expect(await screen.findByText(`No mail is sent to ${notifications.kept.email}`)).toBeVisible();
  expect(screen.getByText(/came back.*November 20, 2026/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => {
    expect(screen.queryByText(/^No mail is sent to/)).not.toBeInTheDocument();
  });
});

test('a choice that is not kept goes back, and says why', async () => {
  server.use(http.patch('/api/v1/me/notifications', () => refusal(503, 'database_unavailable', 'Later.')));
  const { user } = renderApp(PATH);
  const box = await screen.findByRole('checkbox', { name: /^A limit is near/ });
  await user.click(box);
  expect(await screen.findByText(/^Not saved:/)).toBeVisible();
  await waitFor(() => {
    expect(box).toBeChecked();
  });
});

test('notifications that cannot be loaded can be asked for again', async () => {
  server.use(http.get('/api/v1/me/notifications', () => refusal(403, 'forbidden', 'No.'), { once: true }));
  const { user } = renderApp(PATH);
  await user.click(await screen.findByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('radio', { name: /^None/ })).toBeVisible();
});
