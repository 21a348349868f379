import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, test } from 'vitest';

import { answer, refusal } from '@/testing/answers';
import { renderApp } from '@/testing/render-app';
import { server } from '@/testing/server';
import { usage, use } from '@/testing/usage';

const plan = () => screen.findByRole('region', { name: 'Plan' });

test('the plan shows how much of each limit is used, and when it begins anew', async () => {
  renderApp('/settings');
  const section = within(await plan());
  const bundles = await section.findByRole('meter', { name: 'Bundles' });
  expect(bundles).toHaveAttribute('aria-valuetext', '12 of 50');
  expect(section.getByRole('meter', { name: 'Members' })).toHaveAttribute('aria-valuemax', '3');
  expect(section.getAllByRole('meter')).toHaveLength(7);
  expect(section.getByText(/It begins anew on December 1, 00:00 UTC/)).toBeVisible();
  expect(
    section.getByText(/^Free: at most 10 jobs in one request; files are kept for 30 days/),
  ).toBeVisible();
});

test('what has no limit is counted without a bar', async () => {
  const [first, ...others] = usage.kept.limits;
  if (first) usage.kept = { ...usage.kept, limits: [{ ...first, used: 1200, limit: null }, ...others] };
  renderApp('/settings');
  const section = within(await plan());
  expect(await section.findByText('1,200, without a limit')).toBeVisible();
  expect(section.queryByRole('meter', { name: 'Turns of conversations' })).not.toBeInTheDocument();
});

test('a plan that cannot be loaded leaves the settings as they are, and can be asked for again', async () => {
  server.use(http.get('/api/v1/usage', () => refusal(403, 'forbidden', 'No.'), { once: true }));
  const { user } = renderApp('/settings');
  expect(await screen.findByText('The plan could not be loaded')).toBeVisible();
  expect(await screen.findByRole('heading', { name: 'Model' })).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('meter', { name: 'Bundles' })).toBeVisible();
});

test('where a plan is made, limits that are near or reached are told, and those with room are not', async () => {
  use('jobs_a_month.analyze', 39);
  use('jobs_a_month.implement', 46);
  use('jobs_a_month.verify', 10);
  renderApp('/');
  expect(await screen.findByText('A limit of the plan is reached')).toBeVisible();
  const told = screen.getByText(/^Free, this month: bundles 46 of 50; trial deployments 10 of 10\./);
  expect(told).toHaveTextContent('It begins anew on December 1, 00:00 UTC.');
  expect(told).not.toHaveTextContent('comparisons');
});

test('while there is room, nothing is told of the plan where one is made', async () => {
  let answered = 0;
  server.use(
    http.get('/api/v1/usage', () => {
      answered += 1;
      return answer(usage.kept);
    }),
  );
  renderApp('/');
  await waitFor(() => {
    expect(answered).toBe(1);
  });
  await screen.findByRole('heading', { name: 'What do you want to build?' });
  await expect(screen.findByText(/limit of the plan/, {}, { timeout: 100 })).rejects.toThrow(
    'Unable to find',
  );
});
