import { screen, waitFor } from '@testing-library/react';
import { http } from 'msw';
import { expect, test } from 'vitest';

import { answer, refusal } from '@/testing/answers';
import { settings } from '@/testing/organization';
import { SESSION } from '@/testing/plans';
import { renderApp } from '@/testing/render-app';
import { server } from '@/testing/server';

const radio = (name: RegExp) => screen.findByRole('radio', { name });
const field = (name: string) => screen.findByRole('textbox', { name });
const save = (what: string) => screen.getByRole('button', { name: `Save the ${what}` });

test('the navigation leads here, and the offline architect says that it is no language model', async () => {
  const { user } = renderApp('/');
  await user.click(await screen.findByRole('link', { name: 'Settings' }));
  expect(await screen.findByRole('heading', { name: 'Settings' })).toBeVisible();
  expect(await radio(/The platform’s default/)).toBeChecked();
  expect(await radio(/^Offline architect/)).toHaveAccessibleDescription(
    /Rules and a catalogue, not a language model/,
  );
  expect(await radio(/A large model/)).toHaveAccessibleDescription(/^A language model/);
  expect(save('model')).toBeDisabled();
});

test('an owner chooses a model, and the session is asked again for its name', async () => {
  let asked = 0;
  server.use(
    http.get('/api/v1/session', () => {
      asked += 1;
      return answer(SESSION);
    }),
  );
  const { user } = renderApp('/settings');
  await user.click(await radio(/A large model/));
  const before = asked;
  await user.click(save('model'));
  expect(await screen.findByText('Saved. It holds from the next job on.')).toBeVisible();
  expect(settings.kept.model.chosen).toBe('large');
  expect(await radio(/A large model/)).toBeChecked();
  await waitFor(() => {
    expect(asked).toBeGreaterThan(before);
  });
  await user.click(await radio(/The platform’s default/));
  await user.click(save('model'));
  await waitFor(() => {
    expect(settings.kept.model.chosen).toBeNull();
  });
});

test('a model that is gone is told, with what works in its place', async () => {
  settings.kept.model.chosen = 'gone';
  renderApp('/settings');
  expect(await screen.findByText('“gone” is not offered any more')).toBeVisible();
  expect(await radio(/The platform’s default/)).toBeChecked();
});

test('a limit is set below the platform’s and given back by an empty field', async () => {
  const { user } = renderApp('/settings');
  const turns = await field('Answers of the model');
  expect(turns).toHaveAccessibleDescription('At most 24 answers.');
  await user.type(turns, '25');
  expect(turns).toHaveAccessibleDescription('The platform allows at most 24.');
  expect(save('limits')).toBeDisabled();
  await user.clear(turns);
  await user.type(turns, '4');
  await user.click(save('limits'));
  expect(await screen.findByText('Saved. It holds from the next job on.')).toBeVisible();
  expect(settings.kept.agent_limits.own).toEqual({ turns: 4 });
  await user.clear(await field('Answers of the model'));
  await user.click(save('limits'));
  await waitFor(() => {
    expect(settings.kept.agent_limits.own).toEqual({ turns: null });
  });
});

test('what is not accepted stays in the field, with the reason below it', async () => {
  const detail = { field: 'agent_limits.usd', fault: 'is above the platform’s limit', limit: 'at most 2' };
  server.use(
    http.patch('/api/v1/organization', () => refusal(422, 'invalid_fields', 'Some fields.', [detail])),
  );
  const { user } = renderApp('/settings');
  await user.type(await field('Estimated cost in US dollars'), '3');
  await user.click(save('limits'));
  expect(await screen.findByText(/is above the platform’s limit/)).toBeVisible();
  expect(await field('Estimated cost in US dollars')).toHaveValue('3');
});

test('who is no owner or admin reads, and is told who may change it', async () => {
  settings.kept.role = 'member';
  renderApp('/settings');
  expect(await screen.findByText('You may read, but not change')).toBeVisible();
  expect(await radio(/A large model/)).toBeDisabled();
  expect(await field('Tokens')).toBeDisabled();
  expect(screen.queryByRole('button', { name: /^Save/ })).not.toBeInTheDocument();
});

test('settings that cannot be loaded can be asked for again', async () => {
  server.use(http.get('/api/v1/organization', () => refusal(403, 'forbidden', 'No.'), { once: true }));
  const { user } = renderApp('/settings');
  expect(await screen.findByText('The settings could not be loaded')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await radio(/The platform’s default/)).toBeChecked();
});
