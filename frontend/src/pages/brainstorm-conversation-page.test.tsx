import { onlineManager } from '@tanstack/react-query';
import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, test } from 'vitest';

import type { Utterance } from '@/features/brainstorm/api/conversation';
import { answer, refusal } from '@/testing/answers';
import { endTurn, makeConversation, makeUtterance, SHEET, talks, type Kept } from '@/testing/conversations';
import { delta, state, toEvents } from '@/testing/events';
import { backend } from '@/testing/handlers';
import { publish } from '@/testing/live';
import { renderApp } from '@/testing/render-app';
import { server } from '@/testing/server';

const field = () => screen.findByRole('textbox', { name: 'Your message' });
const said = () => screen.getByRole('list', { name: 'What was said' });
const sheet = () => within(screen.getByRole('complementary', { name: 'Requirements' }));

const ANSWERED: Partial<Utterance> = {
  text: 'Use **Aurora** in two zones.',
  citations: [
    { title: 'Aurora', url: 'https://docs.aws.amazon.com/aurora' },
    { title: 'Catalogue', url: 'javascript:alert(1)' },
  ],
  choices: [{ label: 'About 2,000', value: 'About 2,000 patients a month.' }],
};

function open(fields: Partial<Kept> = {}) {
  const conversation = makeConversation(fields);
  talks.kept = [conversation];
  return { conversation, ...renderApp(`/brainstorm/${conversation.id}`) };
}

/** A conversation with one whole turn, and its sheet. */
const talked = () => [makeUtterance(), makeUtterance({ seq: 2, role: 'assistant', ...ANSWERED })];

test('words stream in as they come, and the answer ends with its sources and choices', async () => {
  const { conversation, user } = open();
  await user.type(await field(), 'A booking site{Shift>}{Enter}{/Shift}for clinics{Enter}');
  expect(await screen.findByRole('button', { name: 'Stop' })).toBeVisible();
  expect(said()).toHaveTextContent('A booking site for clinics');
  expect(await field()).toHaveFocus();
  const job = conversation.said[0]?.job_id ?? '';
  const events = toEvents(job, [
    state('running'),
    delta('Use **Aur'),
    delta('ora** in two'),
    state('succeeded'),
  ]);
  events.slice(0, 3).forEach(publish);
  await waitFor(() => {
    expect(said()).toHaveTextContent('Use Aurora in two');
  });
  expect(screen.getByText('The answer is on its way.')).toHaveAttribute('aria-live', 'polite');
  expect(said().closest('[aria-live]')).toBeNull();
  expect(sheet().getByRole('button', { name: 'Implement' })).toBeDisabled();

  Object.assign(conversation, { title: 'Clinics', sheet: SHEET });
  endTurn(conversation, 'succeeded', ANSWERED);
  events.slice(3).forEach(publish);
  expect(await screen.findByRole('link', { name: /^Aurora/ })).toHaveAttribute(
    'href',
    ANSWERED.citations?.[0]?.url,
  );
  expect(screen.queryByRole('link', { name: /Catalogue/ })).not.toBeInTheDocument();
  expect(await screen.findByRole('heading', { level: 1, name: 'Clinics' })).toBeVisible();
  expect(sheet().getByText('How many patients book in a month?')).toBeVisible();
  expect(screen.getByText(/You can answer: About 2,000\./)).toHaveTextContent(/^Use Aurora in two zones\./);

  await user.click(within(said()).getByRole('button', { name: 'About 2,000' }));
  expect(await screen.findByText('About 2,000 patients a month.')).toBeVisible();
  expect(within(said()).queryByRole('button', { name: 'About 2,000' })).not.toBeInTheDocument();
});

test('stopping leaves the words that were said', async () => {
  const { conversation, user } = open();
  await user.type(await field(), 'Compare{Enter}');
  await screen.findByRole('button', { name: 'Stop' });
  toEvents(conversation.said[0]?.job_id ?? '', [state('running'), delta('First, ')]).forEach(publish);
  await screen.findByText('First,');
  await user.click(screen.getByRole('button', { name: 'Stop' }));
  expect(await screen.findByText('You stopped the answer here.')).toBeVisible();
  expect(screen.getByText('First,')).toBeVisible();
  expect(await screen.findByRole('button', { name: 'Send' })).toBeVisible();
  expect(screen.getByText('The answer was stopped.')).toBeInTheDocument();
});

test('a conversation is resumed with the answer that is still on its way', async () => {
  const asked = makeUtterance({
    job_id: 'job-7',
    job_state: 'running',
    created_at: new Date().toISOString(),
  });
  backend.events.set('job-7', toEvents('job-7', [state('running'), delta('So far')]));
  open({ said: [asked] });
  expect(await screen.findByText('So far')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Stop' })).toBeVisible();
});

test('a turn that runs elsewhere is told, and what was written is not lost', async () => {
  const { user } = open({ said: talked(), sheet: SHEET });
  server.use(
    http.post('/api/v1/conversations/:id/utterances', () =>
      refusal(409, 'conflict', 'An answer is still on its way: wait for it, or stop it.'),
    ),
  );
  await user.type(await field(), 'And search{Enter}');
  expect(await screen.findByText(/^An answer is still on its way: wait/)).toBeVisible();
  expect(await field()).toHaveValue('And search');
});

test('without a connection words wait, and are sent when it is back', async () => {
  const { user, conversation } = open({ said: talked(), sheet: SHEET });
  const box = await field();
  onlineManager.setOnline(false);
  try {
    await user.type(box, 'And search{Enter}');
    expect(
      await screen.findByText('You are offline. This is sent when the connection is back.'),
    ).toBeVisible();
    expect(conversation.said).toHaveLength(2);
  } finally {
    onlineManager.setOnline(true);
  }
  expect(await screen.findByRole('button', { name: 'Stop' })).toBeVisible();
  expect(conversation.said.at(-1)).toMatchObject({ text: 'And search' });
});

test('a failed answer says why, and can be asked for again', async () => {
  const error = { code: 'deadline_exceeded', message: 'The answer took too long.' };
  const asked = makeUtterance({ text: 'Compare all', job_id: 'job-8', job_state: 'failed', error });
  const { user, conversation } = open({ said: [asked] });
  expect(await screen.findByText('The answer took too long.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Ask again' }));
  await waitFor(() => {
    expect(conversation.said.at(-1)).toMatchObject({ seq: 3, text: 'Compare all', job_state: 'queued' });
  });
});

test('the sheet is edited part by part, and says that it was saved', async () => {
  const { user, conversation } = open({ said: talked(), sheet: SHEET });
  expect(await screen.findByRole('option', { name: 'Assumed: eu-central-1' })).toBeInTheDocument();
  await user.selectOptions(screen.getByLabelText('Region'), 'eu-west-1');
  expect(await screen.findByText(/^Saved/)).toBeVisible();
  await user.clear(sheet().getByLabelText('Users'));
  await user.type(sheet().getByLabelText('Users'), '50000{Enter}');
  await user.type(sheet().getByLabelText('A service to pin'), 'must use Aurora{Enter}');
  await user.type(sheet().getByRole('textbox', { name: 'Request' }), ' And search.');
  await user.click(sheet().getByRole('button', { name: 'Save the request' }));
  await waitFor(() => {
    expect(conversation.sheet).toMatchObject({
      region: 'eu-west-1',
      assumptions: { users: '50000' },
      pins: ['must use Aurora'],
      request: `${SHEET.request} And search.`,
    });
  });
  await user.click(await sheet().findByRole('button', { name: 'Take back: Users' }));
  await user.click(sheet().getByRole('button', { name: 'Take away: must use Aurora' }));
  await waitFor(() => {
    expect(conversation.sheet).toMatchObject({ assumptions: {}, pins: [] });
  });
});

test('the last change of the sheet is undone, until there is nothing before it', async () => {
  const { user, conversation } = open({ said: talked(), sheet: { ...SHEET, pins: ['must use Aurora'] } });
  server.use(
    http.post(
      '/api/v1/conversations/:id/sheet/undo',
      () => {
        conversation.sheet = SHEET;
        return answer(conversation);
      },
      { once: true },
    ),
    http.post('/api/v1/conversations/:id/sheet/undo', () =>
      refusal(409, 'conflict', 'There is nothing to undo: no earlier state of this sheet is known.'),
    ),
  );
  const undo = await screen.findByRole('button', { name: 'Undo the last change of the sheet' });
  expect(sheet().getByText('must use Aurora')).toBeVisible();
  await user.click(undo);
  expect(await sheet().findByText('Put back')).toBeVisible();
  expect(sheet().queryByText('must use Aurora')).not.toBeInTheDocument();
  await user.click(undo);
  expect(await sheet().findByText(/^There is nothing to undo/)).toBeVisible();
});

test('a value that the API refuses is told beside its field, and is not lost', async () => {
  const detail = { field: 'assumptions.users', fault: 'is not a number', limit: 'a number of 0 or more' };
  server.use(
    http.patch('/api/v1/conversations/:id', () => refusal(422, 'invalid_request', 'Invalid.', [detail])),
  );
  const { user } = open({ said: talked(), sheet: SHEET });
  const users = await screen.findByLabelText('Users');
  await user.clear(users);
  await user.type(users, 'many{Enter}');
  expect(await screen.findByText('This is not a number; allowed: a number of 0 or more.')).toBeVisible();
  expect(sheet().getByLabelText('Users')).toHaveValue('many');
  expect(sheet().getByLabelText('Users')).toBeInvalid();
  expect(screen.getByText(/^Not saved\./)).toBeVisible();
});

test.each(['Analyze', 'Implement'])('%s makes the job of the sheet, and opens it', async (name) => {
  const { user, router } = open({ said: talked(), sheet: SHEET });
  await user.click(await screen.findByRole('button', { name }));
  expect(await screen.findByRole('heading', { name: 'Waiting for a worker' })).toBeVisible();
  expect(backend.jobs[0]).toMatchObject({ mode: name.toLowerCase(), request: SHEET.request });
  expect(router.state.location.pathname).toBe(`/jobs/${backend.jobs[0]?.id ?? ''}`);
});

test('a sheet that no job can be made of says what is wrong with it', async () => {
  const detail = { field: 'assumptions.region', fault: 'contradicts the region', limit: 'eu-west-1' };
  server.use(
    http.post('/api/v1/conversations/:id/implement', () =>
      refusal(422, 'invalid_request', 'Invalid.', [detail]),
    ),
  );
  const { user } = open({ said: talked(), sheet: SHEET });
  await user.click(await screen.findByRole('button', { name: 'Implement' }));
  expect(
    await screen.findByText(/^Not started: The assumptions.region contradicts the region/),
  ).toBeVisible();
});

test('without a request the sheet goes nowhere, and examples stand where nothing was said', async () => {
  const { user } = open();
  expect(await screen.findByText(/^First say what you want to build/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Analyze' })).toBeDisabled();
  await user.click(await screen.findByRole('button', { name: /Ask about limits/ }));
  expect(((await field()) as HTMLTextAreaElement).value).toMatch(/limits of Lambda/);
});

test('deleting leads back to the list, where it can be undone', async () => {
  const { user, router } = open({ said: talked(), title: 'Clinics' });
  await user.click(await screen.findByRole('button', { name: 'Delete the conversation' }));
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(await screen.findByRole('link', { name: /Clinics/ })).toBeVisible();
  expect(router.state.location.pathname).toBe('/brainstorm');
});

test('what was said long ago comes page by page', async () => {
  const [asked, told] = talked();
  server.use(
    http.get('/api/v1/conversations/:id/utterances', ({ request }) =>
      new URL(request.url).searchParams.get('cursor') === 'c2'
        ? answer([asked])
        : answer([told], { next_cursor: 'c2' }),
    ),
  );
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: 'Show what was said before' }));
  expect(await screen.findByText('A booking site for 40 clinics')).toBeVisible();
});

test('the conversation of another organization is not there', async () => {
  renderApp('/brainstorm/0190c0de-0000-7000-9000-999999999999');
  expect(await screen.findByText('There is nothing on this sheet')).toBeVisible();
});

test('words are said otherwise in a branch, which undo takes away again', async () => {
  const later = makeUtterance({ seq: 3, text: 'And a cache?' });
  const cached = makeUtterance({ seq: 4, role: 'assistant', text: 'Valkey.' });
  const { conversation, user, router } = open({ said: [...talked(), later, cached] });
  const edit = await screen.findByRole('button', { name: 'Edit “And a cache?”' });
  await user.click(edit);
  const words = screen.getByRole('textbox', { name: 'Your words' });
  expect(words).toHaveFocus();
  expect(screen.getByRole('button', { name: 'Say this instead' })).toBeDisabled();
  await user.keyboard('{Escape}');
  await waitFor(() => {
    expect(screen.getByRole('button', { name: 'Edit “And a cache?”' })).toHaveFocus();
  });

  await user.click(screen.getByRole('button', { name: 'Edit “And a cache?”' }));
  await user.clear(screen.getByRole('textbox', { name: 'Your words' }));
  await user.keyboard('And a queue?{Enter}');
  expect(await screen.findByRole('heading', { level: 1, name: 'Booking for clinics (2)' })).toBeVisible();
  await waitFor(() => {
    expect(said()).toHaveTextContent('Use Aurora in two zones.');
  });
  expect(said()).toHaveTextContent('And a queue?');
  expect(said()).not.toHaveTextContent('And a cache?');

  await user.click(screen.getByRole('button', { name: 'Undo' }));
  await waitFor(() => {
    expect(router.state.location.pathname).toBe(`/brainstorm/${conversation.id}`);
  });
  expect(await screen.findByText('And a cache?')).toBeVisible();
  expect(talks.kept.map(({ deleted }) => deleted)).toEqual([true, false]);
});

test('an answer that is there can be asked for again', async () => {
  const { conversation, user } = open({ said: talked() });
  await user.click(await screen.findByRole('button', { name: 'Ask again' }));
  await waitFor(() => {
    expect(conversation.said.at(-1)?.text).toBe('A booking site for 40 clinics');
  });
  expect(conversation.said).toHaveLength(3);
});
