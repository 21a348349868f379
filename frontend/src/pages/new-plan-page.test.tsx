import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';

import { answer, backend, refusal } from '@/testing/handlers';
import { SESSION } from '@/testing/plans';
import { renderApp } from '@/testing/render-app';
import { server } from '@/testing/server';

const field = () => screen.findByRole('textbox', { name: 'Your request' });
const send = () => screen.getByRole('button', { name: 'Draw the plan' });

test('a request with a region and an environment becomes a job, and its page opens', async () => {
  const { user, router } = renderApp('/');
  await user.type(await field(), 'An API for notes');
  await user.selectOptions(screen.getByLabelText('Region'), 'eu-central-1');
  await user.selectOptions(screen.getByLabelText('Environment'), 'staging');
  await user.click(send());
  expect(await screen.findByRole('heading', { name: 'Waiting for a worker' })).toBeVisible();
  expect(backend.jobs[0]).toMatchObject({
    request: 'An API for notes',
    options: { region: 'eu-central-1', environment: 'staging' },
  });
  expect(router.state.location.pathname).toBe(`/jobs/${backend.jobs[0]?.id ?? ''}`);
});

test('a request can be analyzed instead; the keyboard chooses', async () => {
  const { user } = renderApp('/');
  await user.type(await field(), 'An API for notes');
  expect(screen.getByRole('radio', { name: /Implement/ })).toBeChecked();
  await user.tab();
  await user.keyboard('{ArrowRight}');
  expect(screen.getByRole('radio', { name: /Analyze/ })).toBeChecked();
  expect(screen.getByRole('radio', { name: /Analyze/ })).toHaveAccessibleDescription(/Three options/);
  await user.click(screen.getByRole('button', { name: 'Compare options' }));
  expect(await screen.findByRole('heading', { name: 'Waiting for a worker' })).toBeVisible();
  expect(backend.jobs[0]).toMatchObject({ mode: 'analyze', request: 'An API for notes' });
});

test('an example fills the form, and its length is counted', async () => {
  const { user } = renderApp('/');
  await user.click(await screen.findByRole('button', { name: /Static site/ }));
  const textarea = await field();
  expect(textarea).toHaveFocus();
  expect((textarea as HTMLTextAreaElement).value).toMatch(/static marketing site/);
  expect(screen.getByText(/^\d+ \/ 20,000/)).toBeVisible();
});

test('an empty request is refused before anything is sent', async () => {
  const { user } = renderApp('/');
  await user.type(await field(), '   ');
  await user.click(send());
  expect(screen.getByRole('alert')).toHaveTextContent('Say what you want to build.');
  expect(await field()).toBeInvalid();
  expect(await field()).toHaveFocus();
  expect(backend.jobs).toEqual([]);
});

test('a mail at the end is sent to who asks for one', async () => {
  const bodies: unknown[] = [];
  server.use(
    http.post('/api/v1/jobs', async ({ request }) => {
      bodies.push(await request.json());
      return refusal(503, 'database_unavailable', 'Later.');
    }),
  );
  const { user } = renderApp('/');
  await user.type(await field(), 'An API');
  await user.click(send());
  await user.click(screen.getByRole('checkbox', { name: 'Mail me when it has ended' }));
  await waitFor(() => {
    expect(send()).toBeEnabled();
  });
  await user.click(send());
  await waitFor(() => {
    expect(bodies).toEqual([
      { mode: 'implement', request: 'An API' },
      { mode: 'implement', request: 'An API', notify: true },
    ]);
  });
});

test('too long a request is told by how much', async () => {
  const { user } = renderApp('/');
  await user.click(await field());
  await user.paste('x'.repeat(20_003));
  await user.click(send());
  expect(screen.getByRole('alert')).toHaveTextContent('3 characters too long; the limit is 20,000');
});

test('what the API refuses stands beside the field it names', async () => {
  const fault = 'has the control character U+0007 at position 3';
  const detail = { field: 'request', fault, limit: 'text without control characters' };
  server.use(
    http.post('/api/v1/jobs', () => refusal(422, 'invalid_request', 'The request is invalid.', [detail])),
  );
  const { user } = renderApp('/');
  await user.type(await field(), 'An API');
  await user.click(send());
  const alert = await screen.findByText(/The request has the control character U\+0007/);
  expect(alert).toHaveTextContent('text without control characters');
  expect(await field()).toHaveAccessibleDescription(/U\+0007/);
  await user.type(await field(), '!');
  expect(await field()).toBeValid();
});

test.each([
  [429, 'quota_exceeded', 'unfinished_jobs'],
  [402, 'plan_limit_reached', 'jobs_a_month.implement'],
])('a used-up quota (%i) is told above the form, once and in words', async (status, code, limit) => {
  const detail = { field: limit, fault: '10 of 10, until 2026-12-01T00:00:00Z', limit: '10' };
  server.use(
    http.post('/api/v1/jobs', () => refusal(status, code, 'The quota of 10 jobs is used up.', [detail])),
  );
  const { user } = renderApp('/');
  await user.type(await field(), 'An API');
  await user.click(send());
  expect(await screen.findByText('The quota of 10 jobs is used up.')).toBeVisible();
});

test('trying again after a lost answer carries the same key, another text another one', async () => {
  const keys: (string | null)[] = [];
  server.use(
    http.post('/api/v1/jobs', ({ request }) => {
      keys.push(request.headers.get('Idempotency-Key'));
      return HttpResponse.error();
    }),
  );
  const { user } = renderApp('/');
  await user.type(await field(), 'An API');
  await user.click(send());
  await screen.findByText(/No answer from the server/);
  await user.click(send());
  await user.type(await field(), ' for notes');
  await user.click(send());
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[0]);
});

test('the offline architect does not pass for a language model', async () => {
  renderApp('/');
  expect(await screen.findByText('not a language model')).toBeVisible();
});

test('a viewer is told why there is no form', async () => {
  server.use(http.get('/api/v1/session', () => answer({ ...SESSION, role: 'viewer' })));
  renderApp('/');
  expect(await screen.findByText('You may look, but not make plans')).toBeVisible();
  expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
});

test('without a session every page leads to the sign-in, and back', async () => {
  server.use(http.get('/api/v1/session', () => refusal(401, 'unauthenticated', 'Sign in.')));
  renderApp('/jobs/1?tab=cost');
  expect(await screen.findByRole('link', { name: 'Sign in' })).toHaveAttribute(
    'href',
    '/auth/login?next=%2Fjobs%2F1%3Ftab%3Dcost',
  );
});
