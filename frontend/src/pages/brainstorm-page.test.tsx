import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';

import { answer, refusal } from '@/testing/answers';
import { makeConversation, makeUtterance, talks } from '@/testing/conversations';
import { SESSION } from '@/testing/plans';
import { renderApp } from '@/testing/render-app';
import { server } from '@/testing/server';

const field = () => screen.findByRole('textbox', { name: 'Your message' });

test('the navigation leads here, and an example becomes a conversation', async () => {
  const { user, router } = renderApp('/');
  await user.click(await screen.findByRole('link', { name: 'Brainstorm' }));
  expect(await screen.findByRole('heading', { name: 'Talk it through first' })).toBeVisible();
  expect(screen.queryByRole('searchbox')).not.toBeInTheDocument();
  const examples = within(screen.getByRole('list', { name: 'Examples of what to say' }));
  expect(examples.getAllByRole('button')).toHaveLength(3);
  await user.click(examples.getByRole('button', { name: /Choose between services/ }));
  expect(await field()).toHaveFocus();
  await user.keyboard('{Enter}');
  expect(await screen.findByRole('list', { name: 'What was said' })).toHaveTextContent(/Compare SQS/);
  expect(router.state.location.pathname).toBe(`/brainstorm/${talks.kept[0]?.id ?? ''}`);
});

test('a conversation is found by what was said in it', async () => {
  talks.kept = [
    makeConversation({ title: 'Clinics', said: [makeUtterance({ text: 'patients book' })] }),
    makeConversation({ title: 'Queues' }),
  ];
  const { user } = renderApp('/brainstorm');
  expect(await screen.findByRole('link', { name: /Queues/ })).toBeVisible();
  await user.type(screen.getByRole('searchbox', { name: 'Search conversations' }), 'patients');
  expect(await screen.findByRole('link', { name: /Clinics/ })).toBeVisible();
  await vanished(/Queues/);
  await user.type(screen.getByRole('searchbox'), ' gone');
  expect(await screen.findByText('Nothing that was said has “patients gone” in it.')).toBeVisible();
});

async function vanished(name: RegExp): Promise<void> {
  await waitFor(() => {
    expect(screen.queryByRole('link', { name })).not.toBeInTheDocument();
  });
}

test('a conversation is renamed in its row, and deleting it can be undone', async () => {
  talks.kept = [makeConversation({ title: 'Clinics' })];
  const { user } = renderApp('/brainstorm');
  await user.click(await screen.findByRole('button', { name: 'Rename: Clinics' }));
  await user.clear(screen.getByRole('textbox', { name: 'Title' }));
  await user.type(screen.getByRole('textbox', { name: 'Title' }), 'Practices{Enter}');
  await user.click(await screen.findByRole('button', { name: 'Delete: Practices' }));
  expect(await screen.findByText(/was deleted/)).toHaveTextContent('Practices was deleted.');
  await vanished(/Practices/);
  expect(screen.getByRole('button', { name: 'Undo' })).toHaveFocus();
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  expect(await screen.findByRole('link', { name: /Practices/ })).toBeVisible();
});

test('what is not accepted stays in the field, with the reason below it', async () => {
  const detail = { field: 'text', fault: 'has the control character U+0007', limit: 'text without them' };
  server.use(
    http.post('/api/v1/conversations', () => refusal(422, 'invalid_request', 'Invalid.', [detail]), {
      once: true,
    }),
    http.post('/api/v1/conversations', () => HttpResponse.error()),
  );
  const { user } = renderApp('/brainstorm');
  await user.type(await field(), 'An API{Enter}');
  expect(await screen.findByText(/The message has the control character U\+0007/)).toBeVisible();
  expect(await field()).toHaveValue('An API');
  await user.type(await field(), '{Enter}');
  expect(await screen.findByText(/No answer from the server/)).toBeVisible();
});

test('characters are counted near the limit, and nothing is sent beyond it', async () => {
  const { user } = renderApp('/brainstorm');
  await user.click(await field());
  await user.paste('x'.repeat(7_990));
  expect(screen.getByText('10 characters left')).toBeVisible();
  await user.paste('y'.repeat(12));
  expect(screen.getByText('2 characters too long; the limit is 8,000.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Send' })).toBeDisabled();
});

test('a viewer reads, and is told why there is no more', async () => {
  server.use(http.get('/api/v1/session', () => answer({ ...SESSION, role: 'viewer' })));
  talks.kept = [makeConversation({ title: 'Clinics' })];
  renderApp('/brainstorm');
  expect(await screen.findByText('You may read, but not talk')).toBeVisible();
  expect(await screen.findByRole('link', { name: /Clinics/ })).toBeVisible();
  expect(screen.queryByRole('button', { name: /Delete/ })).not.toBeInTheDocument();
});
