import { screen } from '@testing-library/react';
import { http } from 'msw';
import { beforeEach, expect, test } from 'vitest';

import { answer, refusal } from '@/testing/answers';
import { SESSION } from '@/testing/plans';
import { renderApp } from '@/testing/render-app';
import { server } from '@/testing/server';

const DUE = '2030-01-08T12:00:00Z';
const PATH = '/api/v1/organization/deletion';
const { name } = SESSION.organization;

let session = SESSION;

beforeEach(() => {
  session = SESSION;
  const due = (deletion_due_at: string | null) => {
    session = { ...session, organization: { ...session.organization, deletion_due_at } };
    return answer({ requested_at: null, due_at: deletion_due_at });
  };
  server.use(
    http.get('/api/v1/session', () => answer(session)),
    http.post(PATH, async ({ request }) =>
      ((await request.json()) as { name: string }).name === name
        ? due(DUE)
        : refusal(422, 'invalid_fields', 'It has another name.'),
    ),
    http.delete(PATH, () => due(null)),
  );
});

test('an owner types the name, every page says when it is deleted, and one press keeps it', async () => {
  const { user } = renderApp('/settings');
  const field = await screen.findByLabelText(`Type “${name}”`);
  const button = screen.getByRole('button', { name: 'Delete in a week' });
  await user.type(field, name.toUpperCase());
  expect(button).toBeDisabled();
  await user.clear(field);
  await user.type(field, name);
  await user.click(button);
  expect(await screen.findByText(/is deleted on January 8, 2030/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Delete in a week' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Keep it' }));
  await expect.poll(() => screen.queryByText(/is deleted on/)).toBeNull();
});

test('others are told and can do nothing about it', async () => {
  session = { ...SESSION, role: 'admin', organization: { ...SESSION.organization, deletion_due_at: DUE } };
  renderApp('/settings');
  expect(await screen.findByText(/Until then an owner can keep it/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Keep it' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Delete in a week' })).toBeNull();
});

test('what is refused is told', async () => {
  server.use(http.post(PATH, () => refusal(403, 'forbidden', 'This is for owners.')));
  const { user } = renderApp('/settings');
  await user.type(await screen.findByLabelText(`Type “${name}”`), `${name}{Enter}`);
  expect(await screen.findByText('Not deleted: This is for owners.')).toBeVisible();
});
