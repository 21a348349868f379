import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';

import { renderApp } from '@/testing/render-app';
import { server } from '@/testing/server';
import { ACME, asStaff, GRACE, makeDeadJob, staff } from '@/testing/staff';

beforeEach(() => {
  server.use(asStaff);
});

test('staff begin with how the whole site does, whatever their role in an organization', async () => {
  const hour = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000).toISOString();
  const rate = { hour, mode: 'implement', cancelled: 0, seconds: 2 };
  staff.rates = [{ ...rate, succeeded: 3, failed: 1, error_codes: { deadline_exceeded: 1 } }];
  staff.queue.dead_messages = { waiting: 2, in_flight: 0, delayed: 0 };
  const { router } = renderApp('/admin');
  expect(await screen.findByText('25 %')).toBeVisible();
  expect(router.state.location.pathname).toBe('/admin/overview');
  expect(screen.getByText('3 waiting, 1 in flight')).toBeVisible();
  expect(screen.getByText('2 messages among the dead letters')).toBeVisible();
  expect(screen.getByRole('list', { name: 'Errors by code' })).toHaveTextContent('deadline_exceeded 1');
  expect(screen.getByText('No worker has been seen')).toBeVisible();
  const row = within(screen.getByRole('table', { name: 'How jobs ended' })).getAllByRole('row')[1];
  expect(row).toHaveTextContent(/310$/);
  const parts = within(screen.getByRole('navigation', { name: 'Administration' }));
  expect(parts.queryByRole('link', { name: 'Audit' })).toBeNull();
});

test('staff see how the web tier answered: errors by route, and hour by hour', async () => {
  const hour = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000).toISOString();
  const route = 'GET /api/v1/jobs/<uuid:job_id>';
  const seconds = { seconds_50: 0.025, seconds_95: 0.5 };
  staff.httpRates = [
    { hour, requests: 1000, refused: 40, errors: 5, ...seconds, errors_by_route: { [route]: 5 } },
  ];
  const { user } = renderApp('/admin/overview');
  expect(await screen.findByText('0.5 %')).toBeVisible();
  expect(screen.getByText('1,000 answers, 40 refused')).toBeVisible();
  expect(screen.getByRole('list', { name: 'Errors by route' })).toHaveTextContent(`${route} 5`);
  const drawn = within(screen.getByRole('table', { name: 'How the web tier answered' }));
  expect(drawn.getAllByRole('row')[1]).toHaveTextContent(/955405$/);

  await user.click(screen.getByText('Hour by hour'));
  const hours = within(screen.getByRole('table', { name: 'Answers by hour' }));
  expect(hours.getAllByRole('row')[1]).toHaveTextContent(/1,000405 ?25 ms0\.50 s$/);

  await user.click(
    within(screen.getByRole('group', { name: 'How far back: Answers of the web tier' })).getByRole('button', {
      name: '7 days',
    }),
  );
  await waitFor(() => {
    expect(staff.asked).toContain('http-rates?window=7d');
  });
  expect(staff.asked).not.toContain('job-rates?window=7d');
});

test('to others there is no such page', async () => {
  server.resetHandlers();
  renderApp('/admin/users');
  expect(await screen.findByText('404')).toBeVisible();
  expect(staff.asked).toEqual([]);
});

test('a person is found, suspended with a reason, and that is taken back', async () => {
  const { user, router } = renderApp('/admin/users');
  await user.type(await screen.findByRole('searchbox'), 'grace');
  await waitFor(() => {
    expect(staff.asked.at(-1)).toBe('users?q=grace&limit=50');
  });
  expect(router.state.location.search).toBe('?q=grace');
  await user.click(await screen.findByRole('link', { name: 'Grace Example' }));
  const form = await screen.findByRole('form', { name: 'Suspend the person' });
  const button = within(form).getByRole('button');
  expect(button).toBeDisabled();
  await user.type(within(form).getByRole('textbox'), ' Sends spam. ');
  await user.click(button);
  expect(await screen.findByText('Grace Example is suspended.')).toBeVisible();
  expect(router.state.location.pathname).toBe(`/admin/users/${GRACE}`);
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  expect(await screen.findByRole('form', { name: 'Suspend the person' })).toBeVisible();
  expect(staff.done.map(([path, { reason }]) => [path, reason])).toEqual([
    ['users/suspend', 'Sends spam.'],
    ['users/unsuspend', 'Taken back at once: it was not meant.'],
  ]);
});

test('an organization gets another tier with a reason, and the one before again', async () => {
  const { user } = renderApp(`/admin/organizations/${ACME}`);
  const form = await screen.findByRole('form', { name: 'Change the tier' });
  await user.type(within(form).getByRole('textbox'), 'A trial.');
  expect(within(form).getByRole('button')).toBeDisabled();
  await user.selectOptions(within(form).getByRole('combobox'), 'pro');
  await user.click(within(form).getByRole('button'));
  expect(await screen.findByText('Acme has the tier pro now.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  await waitFor(() => {
    expect(staff.done.map(([, { tier }]) => tier)).toEqual(['pro', 'free']);
  });
});

test('dead letters are sent again: those that are chosen, or all', async () => {
  const second = makeDeadJob({ job_id: '0190c0de-0000-7000-8000-0000000000e2' });
  const turn = makeDeadJob({ job_id: '0190c0de-0000-7000-8000-0000000000e3', may_be_sent_again: false });
  staff.dead = [makeDeadJob(), second, turn];
  const { user } = renderApp('/admin/dead-letters');
  const [box] = await screen.findAllByRole('checkbox');
  if (box) await user.click(box);
  await user.type(screen.getByRole('textbox', { name: /Reason/ }), 'Workers are back.');
  await user.click(screen.getByRole('button', { name: 'Send 1 job again' }));
  expect(await screen.findByText('1 job queued, 1 of them had failed; 0 messages dealt with.')).toBeVisible();
  await user.type(screen.getByRole('textbox', { name: /Reason/ }), 'All of them.');
  await user.click(screen.getByRole('button', { name: 'Send all again' }));
  expect(await screen.findByText('No dead letters')).toBeVisible();
  expect(staff.done.map(([, { job_ids: ids }]) => ids)).toEqual([[makeDeadJob().job_id], null]);
});

test('the messages themselves are shown, and one is chosen by its job', async () => {
  const job = makeDeadJob().job_id;
  const message = { message_id: 'm-00000001', receives: 11, first_received_at: '2026-11-22T11:00:00Z' };
  const known = { job_id: job, state: 'queued', mode: 'analyze', code: null };
  const unread = { message_id: 'm-00000002', receives: 12, first_received_at: null };
  staff.deadMessages = [
    { ...message, ...known },
    { ...unread, job_id: null, state: null, mode: null, code: null },
  ];
  const { user } = renderApp('/admin/dead-letters');
  const table = within(await screen.findByRole('table', { name: 'messages' }));
  const [, first, second] = table.getAllByRole('row');
  expect(first).toHaveTextContent(/analyze.*queued.*11 times, first/);
  expect(second).toHaveTextContent(/cannot be read.*12 times/);
  await user.click(table.getByRole('checkbox', { name: 'Choose the message …00000001' }));
  await user.type(screen.getByRole('textbox', { name: /Reason/ }), 'Workers are back.');
  await user.click(screen.getByRole('button', { name: 'Send 1 job again' }));
  await waitFor(() => {
    expect(staff.done.map(([, { job_ids: ids }]) => ids)).toEqual([[job]]);
  });
  staff.deadMessages = [];
  await user.click(screen.getByRole('button', { name: 'Look again' }));
  expect(await screen.findByText('No message waits here.')).toBeVisible();
});

test('the log of staff tells what changed, and its filter stands in the address', async () => {
  staff.acts = [
    {
      id: 'act-1',
      at: '2026-11-22T11:00:00Z',
      action: 'organization.tier',
      reason: 'A trial.',
      before: { tier: 'free' },
      after: { tier: 'pro' },
      staff_id: null,
      on_org: ACME,
      on_user: null,
    },
  ];
  const { router, user } = renderApp('/admin/acts');
  expect(await screen.findByText('tier: free → pro')).toBeVisible();
  await user.selectOptions(screen.getByRole('combobox', { name: 'What' }), 'organization.tier');
  await waitFor(() => {
    expect(staff.asked.at(-1)).toBe('acts?action=organization.tier&limit=50');
  });
  expect(router.state.location.search).toBe('?action=organization.tier');
  await user.type(screen.getByRole('textbox', { name: 'On the person' }), 'x{Enter}');
  expect(await screen.findByRole('alert')).toHaveTextContent('36 characters');
  expect(staff.asked.at(-1)).toBe('acts?action=organization.tier&limit=50');
});
