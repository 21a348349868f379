import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, test } from 'vitest';

import { answer, refusal } from '@/testing/answers';
import { backend } from '@/testing/handlers';
import { makeFinishedJob, RESULT, SESSION } from '@/testing/plans';
import { renderApp } from '@/testing/render-app';
import { server } from '@/testing/server';

const OTHER = { id: '0190c0de-0000-7000-8000-000000000002', name: 'Works', role: 'member' };

async function openPalette(path = '/') {
  const app = renderApp(path);
  await screen.findByRole('link', { name: 'New plan' });
  await app.user.keyboard('{Control>}k{/Control}');
  const field = await screen.findByRole('combobox', { name: 'Search and commands' });
  await waitFor(() => {
    expect(field).toHaveFocus();
  });
  return { ...app, field };
}
const options = () => within(screen.getByRole('listbox')).queryAllByRole('option');

test('pages are reached by the keyboard alone, and what is chosen is told', async () => {
  const { user, router, field } = await openPalette();
  const first = options()[0];
  expect(first).toHaveAttribute('aria-selected', 'true');
  expect(field).toHaveAttribute('aria-activedescendant', first?.id);
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
  expect(within(screen.getByRole('listbox')).getByRole('option', { selected: true })).toHaveTextContent(
    'Brainstorm',
  );
  await user.keyboard('{Enter}');
  await waitFor(() => {
    expect(router.state.location.pathname).toBe('/brainstorm');
  });
  expect(screen.queryByRole('combobox', { name: 'Search and commands' })).not.toBeInTheDocument();
});

test('a plan is found by a word of it', async () => {
  const job = makeFinishedJob({ result: { ...RESULT, title: 'Sensors of the harbour' } });
  backend.jobs = [makeFinishedJob(), job];
  const { user, router } = await openPalette('/settings');
  await user.keyboard('harbour');
  expect(await screen.findByRole('option', { name: /Sensors of the harbour/ })).toBeVisible();
  await user.keyboard('{Enter}');
  await waitFor(() => {
    expect(router.state.location.pathname).toBe(`/jobs/${job.id}`);
  });
});

test('a plan is found by what was asked for, which its title does not have', async () => {
  backend.jobs = [
    makeFinishedJob({ request: 'Boats in the harbour', result: { ...RESULT, title: 'Sensors' } }),
  ];
  const { user } = await openPalette('/settings');
  await user.keyboard('boats');
  expect(await screen.findByRole('option', { name: /Sensors.*has “boats”/ })).toBeVisible();
  expect(options()).toHaveLength(1);
});

test('a conversation is found by what was said in it', async () => {
  const asked: (string | null)[] = [];
  server.use(
    http.get('/api/v1/conversations', ({ request }) => {
      asked.push(new URL(request.url).searchParams.get('q'));
      return answer([{ id: 'c-1', title: 'The shop', created_at: '', updated_at: '' }]);
    }),
  );
  const { user } = await openPalette('/settings');
  await user.keyboard('queues');
  expect(await screen.findByRole('option', { name: /The shop/ })).toHaveTextContent('has “queues”');
  expect(asked).toContain('queues');
});

test('what fits nothing says so, and Escape closes', async () => {
  const { user, field } = await openPalette();
  await user.type(field, 'zzzz');
  expect(await screen.findByText(/Nothing fits/)).toBeVisible();
  field.closest('dialog')?.dispatchEvent(new Event('cancel', { cancelable: true }));
  await waitFor(() => {
    expect(field).not.toBeInTheDocument();
  });
});

test('the theme changes, and another organization is worked in until that is taken back', async () => {
  let current: object = { ...SESSION, organizations: [{ ...SESSION.organization, role: 'owner' }, OTHER] };
  const asked: unknown[] = [];
  server.use(
    http.get('/api/v1/session', () => answer(current)),
    http.post('/api/v1/session/organization', async ({ request }) => {
      asked.push(await request.json());
      current = { ...current, organization: OTHER };
      return answer({ expires_at: null });
    }),
  );
  const { user } = await openPalette();
  await user.keyboard('dark theme{Enter}');
  expect(document.documentElement.dataset.theme).toBe('dark');
  await user.keyboard('{Control>}k{/Control}');
  await screen.findByRole('combobox', { name: 'Search and commands' });
  await user.keyboard('light theme{Enter}');
  expect(document.documentElement.dataset.theme).toBe('light');
  await user.click(screen.getByRole('button', { name: 'Search' }));
  await screen.findByRole('combobox', { name: 'Search and commands' });
  await user.keyboard('works{Enter}');
  expect(await screen.findByText('You work in Works now.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  await waitFor(() => {
    expect(asked).toEqual([{ organization_id: OTHER.id }, { organization_id: SESSION.organization.id }]);
  });
});

test('signing out that fails is told', async () => {
  server.use(http.post('/auth/logout', () => refusal(503, 'database_unavailable', 'Not now.')));
  const { user } = await openPalette();
  await user.keyboard('sign out{Enter}');
  expect(await screen.findByText('Not signed out: Not now.')).toBeVisible();
});
