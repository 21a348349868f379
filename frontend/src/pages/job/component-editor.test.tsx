import { screen, within } from '@testing-library/react';
import { http } from 'msw';
import { MemoryRouter } from 'react-router';
import { expect, test, vi } from 'vitest';

import { SessionProvider } from '@/features/session/session-context';
import { backend, refusal } from '@/testing/handlers';
import { makeFinishedJob, SESSION } from '@/testing/plans';
import { renderPart } from '@/testing/render-part';
import { makeRevision, REVISION } from '@/testing/results';
import { SCENE } from '@/testing/scenes';
import { server } from '@/testing/server';

// Loaded when it is needed; here before, since a busy machine takes longer to make it than tests wait.
import '../../../../jobs/catalogue.json?raw';
import { ComponentEditor } from './component-editor';

const LOST = {
  component: 'orders',
  resource: 'Orders',
  type: 'AWS::DynamoDB::Table',
  action: 'replace',
  because: ['KeySchema'],
  data: 'lost',
};

async function openSettings() {
  const job = makeFinishedJob();
  backend.jobs = [job];
  const component = SCENE.components.find(({ id }) => id === 'handler');
  if (!component) throw new Error('The scene has no handler.');
  const onClose = vi.fn();
  const { user } = renderPart(
    <MemoryRouter>
      <SessionProvider session={SESSION}>
        <ComponentEditor
          job={job}
          component={component}
          names={new Map([['orders', 'Orders']])}
          onClose={onClose}
        />
      </SessionProvider>
    </MemoryRouter>,
  );
  const form = await screen.findByRole('form', { name: 'Change Order handler' });
  return { user, onClose, job, form, memory: within(form).getByLabelText('Memory MB') };
}

test('a setting is changed within its limits, and what the next version costs and destroys is told', async () => {
  const { user, form, memory, job, onClose } = await openSettings();
  const draw = within(form).getByRole('button', { name: 'Draw with it' });
  expect(memory).toHaveValue('2048');
  expect(memory).toHaveAccessibleDescription(/^128 to 10,240 MB/);
  expect(draw).toBeDisabled();

  await user.clear(memory);
  await user.type(memory, '64');
  expect(memory).toHaveAccessibleDescription(/^The least is 128\./);
  expect(draw).toBeDisabled();
  await user.clear(memory);
  await user.type(memory, '1024');
  expect(within(form).getByRole('status')).toHaveTextContent('1 change');
  // The catalogue has no such option any more.
  expect(within(form).queryByLabelText('Tracing')).not.toBeInTheDocument();

  backend.onSubmit = (made) => {
    expect(made.options).toMatchObject({
      based_on: job.id,
      assumptions: { 'handler.memory_mb': '1024' },
    });
    Object.assign(made, makeRevision({ id: made.id, options: made.options }, { effects: [LOST] }));
  };
  await user.click(draw);
  const open = await screen.findByRole('link', { name: 'Open version 2' });
  expect(screen.getByRole('alert')).toHaveTextContent('Deploying this loses the data of 1 store: Orders');
  const { before, after } = REVISION.revision.changes.cost.expected;
  expect(screen.getByText(`$${before.toFixed(2)} → $${after.toFixed(2)}`)).toBeVisible();
  expect(screen.getByText('Replaced')).toBeVisible();

  expect(open).toHaveAttribute('href', `/jobs/${backend.jobs[0]?.id ?? ''}`);
  await user.click(screen.getByRole('button', { name: 'Undo: stay at version 1' }));
  expect(onClose).toHaveBeenCalledOnce();
});

test('what the worker refuses is told, and the settings are still there to put right', async () => {
  const { user, form, memory } = await openSettings();
  await user.clear(memory);
  await user.type(memory, '1024');
  backend.onSubmit = (made) => {
    Object.assign(made, {
      state: 'failed',
      error: { code: 'invalid_architecture', message: 'It does not fit.' },
    });
  };
  await user.click(within(form).getByRole('button', { name: 'Draw with it' }));
  expect(await screen.findByText('It does not fit.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Back to the settings' }));
  expect(memory).toBeVisible();
  expect(memory).toHaveValue('1024');
});

test('what the API refuses stands above the button', async () => {
  server.use(
    http.post('/api/v1/jobs/:id/revisions', () => refusal(402, 'quota_exceeded', 'The plan has 20 a month.')),
  );
  const { user, form, memory } = await openSettings();
  await user.clear(memory);
  await user.type(memory, '1024');
  await user.click(within(form).getByRole('button', { name: 'Draw with it' }));
  expect(await within(form).findByRole('alert')).toHaveTextContent('The plan has 20 a month.');
});
