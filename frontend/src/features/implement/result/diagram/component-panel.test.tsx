import { screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { beforeEach, expect, test, vi } from 'vitest';

import { FILES } from '@/testing/bundle-files';
import { backend } from '@/testing/handlers';
import { makeFinishedJob } from '@/testing/plans';
import { renderPart } from '@/testing/render-part';
import { SCENE } from '@/testing/scenes';

import { FilesPanel } from '../files/files-panel';
import { ComponentPanel, type Editor } from './component-panel';

const ROLES = [
  {
    component: 'handler',
    role: 'function',
    principal: 'lambda.amazonaws.com',
    managed: [],
    statements: [
      {
        sid: 'HandlerToOrders',
        actions: ['dynamodb:GetItem'],
        resources: ['aws_dynamodb_table.orders.arn'],
      },
    ],
  },
];
const REVIEW = {
  check: 'functions_are_traced',
  severity: 'medium',
  sentence: 'Functions are traced.',
  status: 'not_met',
  practice: { id: 'OPS04', title: 'Telemetry', page: 'https://docs.aws.amazon.com/' },
  evidence: [{ component: 'handler', seen: 'tracing is off', holds: false }],
};
const json = (content: object) => ({ type: 'application/json', text: JSON.stringify(content) });

beforeEach(() => {
  FILES['iam.json'] = json({ roles: ROLES });
  FILES['review.json'] = json({ findings: [REVIEW] });
  return () => {
    delete FILES['iam.json'];
    delete FILES['review.json'];
  };
});

function open(id: string, editor?: Editor) {
  const job = makeFinishedJob();
  backend.jobs = [job];
  const component = SCENE.components.find((one) => one.id === id);
  if (!component) throw new Error(`no component ${id}`);
  const calls = { onOpen: vi.fn(), onClose: vi.fn() };
  const { user } = renderPart(
    <MemoryRouter>
      <ComponentPanel
        jobId={job.id}
        scene={SCENE}
        component={component}
        fileHref={(file, line) => `?file=${file}&line=${line}`}
        editor={editor}
        {...calls}
      />
    </MemoryRouter>,
  );
  return { user, ...calls };
}

test('a component tells its place, options, cost, permissions and findings; Escape closes it', async () => {
  const { user, onClose } = open('handler');
  expect(screen.getByText('Amazon Order handler · Region · eu-central-1, Network')).toBeVisible();
  expect(screen.getByText('2,048 MB')).toBeVisible();
  expect(await screen.findByText('$9.33')).toBeVisible();
  expect(await screen.findByText('dynamodb:GetItem')).toBeVisible();
  expect(await screen.findByText('tracing is off')).toBeVisible();
  screen.getByRole('group', { name: 'About Order handler' }).focus();
  await user.keyboard('{Escape}');
  expect(onClose).toHaveBeenCalled();
});

test('its settings take the place of what it tells, until they are closed', async () => {
  const { user } = open('handler', ({ name }, onClose) => (
    <button type="button" onClick={onClose}>
      Settings of {name}
    </button>
  ));
  const about = screen.getByRole('group', { name: 'About Order handler' });
  await user.click(screen.getByRole('button', { name: 'Change' }));
  expect(about).not.toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Settings of Order handler' }));
  expect(about).toBeVisible();
});

test('where nobody may change it, nothing says that one could', () => {
  open('handler');
  expect(screen.queryByRole('button', { name: 'Change' })).not.toBeInTheDocument();
});

test('its resources lead to their lines, its connections to the next component', async () => {
  const { user, onOpen } = open('orders');
  const link = await screen.findByRole('link', { name: /aws_dynamodb_table/ });
  expect(link).toHaveAttribute('href', '/?file=terraform/database.tf&line=2');
  expect(await screen.findByText('None: every check that concerns it holds.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Order handler' }));
  expect(onOpen).toHaveBeenCalledWith('handler');
});

test('a file opens at its line; what is looked for in it is counted and gone through', async () => {
  const job = makeFinishedJob();
  backend.jobs = [job];
  const onLine = vi.fn();
  const { user } = renderPart(
    <FilesPanel
      jobId={job.id}
      selected="terraform/database.tf"
      onSelect={vi.fn()}
      line={2}
      onLine={onLine}
    />,
  );
  const field = await screen.findByRole('searchbox', { name: 'Find in this file' });
  expect(document.querySelector('[data-line-row="2"]')).toHaveClass('bg-warn-soft');
  await user.click(document.querySelector('[data-line="4"]') ?? field);
  expect(onLine).toHaveBeenCalledWith('terraform/database.tf', 4);
  await user.type(field, 'orders');
  expect(await screen.findByText('1 of 3')).toBeVisible();
  await user.keyboard('{Shift>}{Enter}{/Shift}');
  expect(screen.getByText('3 of 3')).toBeVisible();
});
