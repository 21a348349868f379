import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';

import { answer, backend, refusal } from '@/testing/handlers';
import { SESSION } from '@/testing/plans';
import { renderApp } from '@/testing/render-app';
import { FIXES, makeAnalysis, REVIEW } from '@/testing/results';
import { server } from '@/testing/server';
import type { Job } from '@/types/job';

beforeEach(() => {
  server.use(
    http.get('/api/v1/jobs/:id/artifacts/options/:option/review.json', () => HttpResponse.json(REVIEW)),
    http.get('/api/v1/jobs/:id/artifacts/options/:option/fixes.json', () => HttpResponse.json(FIXES)),
    http.get('/api/v1/jobs/:id/artifacts/options/:option/architecture.json', () =>
      HttpResponse.json({
        assumptions: [
          { subject: 'events_per_month', value: '2,000', reason: 'one for every ten requests' },
          { subject: 'peak_rps', value: '0.03', reason: 'four times the average' },
        ],
      }),
    ),
  );
});

function open(job: Job = makeAnalysis(), query = '') {
  backend.jobs = [job];
  return { job, ...renderApp(`/jobs/${job.id}${query}`) };
}

const option = (name: string) => screen.findByRole('article', { name });
const row = (card: HTMLElement, id: string) => {
  const found = card.querySelector<HTMLElement>(`[data-row=${id}]`);
  if (!found) throw new Error(`no row ${id}`);
  return found;
};

test('the recommendation comes first, with the words of the request that decided', async () => {
  open();
  const section = within(await screen.findByRole('region', { name: /^Balanced/ }));
  expect(section.getByText('“600 dollars a month”')).toBeVisible();
  expect(section.getByText(/Resilient costs \$233\.26 more a month/)).toBeVisible();
});

test('each option shows cost on one scale, availability, recovery and what it gives up', async () => {
  open();
  const card = await option('Resilient');
  expect(row(card, 'cost')).toHaveTextContent('$472.08');
  expect(
    within(card).getByRole('img', {
      name: 'From $370.50 to $666.31, expected $472.08, on a scale from 0 to $666.31',
    }),
  ).toBeVisible();
  expect(row(card, 'availability')).toHaveTextContent('99.71 %');
  expect(row(card, 'zone')).toHaveTextContent('1 minuntil it is back (RTO)');
  expect(row(card, 'gives-up')).toHaveTextContent(
    '$347.77 a month that the cost-optimised option does not cost.',
  );
  expect(row(await option('Cost-optimised'), 'cost')).toHaveTextContent('$124.31');
});

test('what differs is marked, the best of it too, and the rest can be hidden', async () => {
  const { user } = open();
  const card = await option('Cost-optimised');
  expect(row(card, 'cost')).toHaveAttribute('data-standing', 'best');
  expect(row(card, 'region')).toHaveAttribute('data-standing', 'same');
  await user.click(screen.getByRole('checkbox', { name: 'Only what differs' }));
  expect(card.querySelector('[data-row=region]')).toBeNull();
  expect(row(card, 'cost')).toBeVisible();
});

test('findings are counted by severity, and listed with their evidence', async () => {
  const { user } = open();
  const card = await option('Balanced');
  await within(card).findByRole('button', { name: /^List 3 findings of Balanced/ });
  expect(row(card, 'findings')).toHaveTextContent('0high2medium1low');
  await user.click(within(card).getByRole('button', { name: /^List 3 findings of Balanced/ }));
  const list = within(screen.getByRole('dialog', { name: 'Balanced: 3 open findings' }));
  expect(list.getByText('no alarm watches database')).toBeVisible();
  expect(list.queryByText(/take minor versions/)).not.toBeInTheDocument();
  await user.click(list.getByRole('button', { name: 'Close' }));
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});

test('a fix shows the change it makes before it is applied, and then the comparison is made with it', async () => {
  const { user, job, router } = open(makeAnalysis({ options: { pins: ['no Lambda'], version: 1 } }));
  const card = await option('Balanced');
  const list = await within(card).findByRole('button', {
    name: /^List 3 findings of Balanced, 1 with a fix$/,
  });
  await user.click(list);
  const dialog = within(screen.getByRole('dialog', { name: 'Balanced: 3 open findings' }));
  expect(dialog.getAllByText('To be done by hand.')).toHaveLength(2);
  expect(dialog.queryByRole('button', { name: /^Apply/ })).not.toBeInTheDocument();
  await user.click(dialog.getByRole('button', { name: /^Look at the fix for: Alarms watch the stores/ }));
  expect(router.state.location.search).toBe('?findings=balanced&finding=dependencies_are_watched');
  expect(dialog.getByText('Database alarm')).toBeVisible();
  expect(dialog.getByText('+$0.30 a month · 1 component · 1 connection')).toBeVisible();
  expect(dialog.getByRole('list', { name: 'Connections' })).toHaveTextContent(
    'New connection: Database alarm → Database',
  );
  expect(dialog.getByText(/Every alarm tells someone/)).toBeVisible();
  await user.click(dialog.getByRole('button', { name: 'Apply it to balanced' }));
  expect(await screen.findByRole('heading', { name: 'Waiting for a worker' })).toBeVisible();
  expect(backend.jobs[0]).toMatchObject({
    mode: 'analyze',
    options: { pins: ['no Lambda'], option_fixes: { balanced: ['dependencies_are_watched'] } },
  });
  expect(router.state.location.search).toBe(`?before=${job.id}`);
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(router.state.location.pathname).toBe(`/jobs/${job.id}`);
});

test('a link opens the finding that its sender saw', async () => {
  open(makeAnalysis(), '?findings=balanced&finding=dependencies_are_watched');
  const dialog = within(await screen.findByRole('dialog', { name: 'Balanced: 3 open findings' }));
  expect(dialog.getByRole('button', { name: /^The change it makes/ })).toHaveAttribute(
    'aria-expanded',
    'true',
  );
});

test('what was asked otherwise is told with what came of it, and leads back', async () => {
  const before = makeAnalysis();
  const options = makeAnalysis().result?.options as { name: string; cost: { expected: number } }[];
  const dearer = options.map((one) =>
    one.name === 'balanced' ? { ...one, cost: { ...one.cost, expected: 239.12 } } : one,
  );
  const job = makeAnalysis(
    { options: { pins: [], version: 1, assumptions: { users: '90' }, option_fixes: { balanced: ['a_b'] } } },
    { options: dearer, fixes: { balanced: [{ check: 'a_b', made: true }] } },
  );
  backend.jobs = [job, before];
  const { user, router } = renderApp(`/jobs/${job.id}?before=${before.id}`);
  const since = within(await screen.findByRole('region', { name: 'What changed' }));
  expect(since.getByText('Balanced: with the fix “a b”')).toBeVisible();
  expect(since.getByText('Users: as assumed → 90')).toBeVisible();
  expect(since.getByRole('row', { name: /^Balanced/ })).toHaveTextContent('$238.82 → $239.12, worse');
  expect(since.getByRole('row', { name: /^Resilient/ })).not.toHaveTextContent('→');
  const card = within(await option('Balanced'));
  await user.click(card.getByRole('button', { name: 'Take back the fix: a b' }));
  expect(await screen.findByRole('heading', { name: 'Waiting for a worker' })).toBeVisible();
  expect(backend.jobs[0]?.options.option_fixes).toBeUndefined();
  await router.navigate(`/jobs/${job.id}?before=${before.id}`);
  await user.click(await screen.findByRole('link', { name: 'Undo: the comparison before' }));
  expect(router.state.location.pathname).toBe(`/jobs/${before.id}`);
});

test('an option with fixes is implemented with them', async () => {
  const { user } = open(
    makeAnalysis({
      options: { pins: [], version: 1, option_fixes: { resilient: ['a_b'], balanced: ['c_d'] } },
    }),
  );
  await user.click(await screen.findByRole('button', { name: 'Implement this option: Resilient' }));
  expect(await screen.findByRole('heading', { name: 'Waiting for a worker' })).toBeVisible();
  expect(backend.jobs[0]?.options).toMatchObject({ option: 'resilient', fixes: ['a_b'] });
  expect(backend.jobs[0]?.options.option_fixes).toBeUndefined();
});

test('the pictures have the same in words and in a table', async () => {
  const { user } = open();
  expect(
    await screen.findByRole('img', { name: /^Cost a month\. .*Balanced: from .* expected \$238\.82/ }),
  ).toBeVisible();
  expect(screen.getByRole('img', { name: /^Scores of the Well-Architected pillars/ })).toBeVisible();
  await user.click(screen.getByText('As a table'));
  const table = within(screen.getByRole('table', { name: 'Scores of the pillars, 0 to 100' }));
  expect(table.getAllByRole('row')).toHaveLength(7);
  const resilient = screen.getByRole('button', { name: /^Resilient \d+$/ });
  await user.click(resilient);
  expect(resilient).toHaveAttribute('aria-pressed', 'true');
});

test('the recommendation says what would change it', async () => {
  open();
  const section = within(await screen.findByRole('region', { name: /^Balanced/ }));
  expect(section.getByText('at most $125 a month')).toBeVisible();
});

test('what only one option has stands out in the table of differences', async () => {
  open();
  const table = within(await screen.findByRole('region', { name: 'What differs, by option' }));
  const row = table.getByRole('row', { name: /^Backups/ });
  expect(within(row).getByRole('cell', { name: 'AWS Backup plan, only here' })).toBeVisible();
  expect(within(row).getAllByRole('cell', { name: 'not there' })).toHaveLength(2);
});

test('a diagram opens large', async () => {
  const { user, job } = open();
  await user.click(await screen.findByRole('button', { name: 'Enlarge the diagram of Resilient' }));
  const large = within(screen.getByRole('dialog', { name: 'Resilient' }));
  expect(large.getByRole('img', { name: /12 components, 13 connections/ })).toHaveAttribute(
    'src',
    `/api/v1/jobs/${job.id}/artifacts/options/resilient/diagram.svg`,
  );
});

test('implementing an option sends the request with it, and opens the new job', async () => {
  const { user, job, router } = open();
  await user.click(await screen.findByRole('button', { name: 'Implement this option: Resilient' }));
  expect(await screen.findByRole('heading', { name: 'Waiting for a worker' })).toBeVisible();
  expect(backend.jobs[0]).toMatchObject({
    mode: 'implement',
    request: job.request,
    options: { option: 'resilient' },
  });
  expect(router.state.location.pathname).toBe(`/jobs/${backend.jobs[0]?.id ?? ''}`);
});

test('what the API refuses is told with the field it names', async () => {
  const fault = { field: 'option', fault: 'is not there any more', limit: 'balanced' };
  server.use(http.post('/api/v1/jobs', () => refusal(422, 'invalid_request', 'No.', [fault])));
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: 'Implement balanced' }));
  expect(await screen.findByText('No. option is not there any more.')).toBeVisible();
});

test('pins are added and taken away, and then everything is compared again', async () => {
  const job = makeAnalysis({ options: { pins: ['no Lambda'], version: 1 } }, { pins: ['no Lambda'] });
  const { user } = open(job);
  const again = await screen.findByRole('button', { name: 'Compare again' });
  expect(again).toBeDisabled();
  await user.click(screen.getByRole('button', { name: 'Take away: no Lambda' }));
  await user.click(screen.getByRole('button', { name: 'must use Amazon CloudWatch alarm' }));
  await user.type(screen.getByRole('textbox', { name: 'A service to pin' }), 'must use Aurora');
  await user.click(again);
  expect(await screen.findByRole('heading', { name: 'Waiting for a worker' })).toBeVisible();
  expect(backend.jobs[0]).toMatchObject({
    mode: 'analyze',
    options: { pins: ['must use Amazon CloudWatch alarm', 'must use Aurora'] },
  });
});

test('assumptions can be put right, and then everything is compared again', async () => {
  const { user } = open(makeAnalysis(), '?tab=assumptions');
  const events = await screen.findByRole('textbox', { name: 'Events a month' });
  expect(screen.queryByRole('textbox', { name: /Peak/ })).not.toBeInTheDocument();
  await user.clear(events);
  await user.type(events, '90,000');
  await user.click(screen.getByRole('button', { name: 'Compare again' }));
  expect(await screen.findByRole('heading', { name: 'Waiting for a worker' })).toBeVisible();
  expect(backend.jobs[0]).toMatchObject({
    mode: 'analyze',
    options: { assumptions: { events_per_month: '90,000' } },
  });
});

test('a viewer compares, and changes nothing', async () => {
  server.use(http.get('/api/v1/session', () => answer({ ...SESSION, role: 'viewer' })));
  open();
  await option('Balanced');
  expect(screen.queryByRole('button', { name: /^Implement/ })).not.toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Compare again' })).not.toBeInTheDocument();
});

test('a comparison of another form is told, not shown by halves', async () => {
  open(makeAnalysis({}, { recommendation: { option: 'x' } }));
  expect(await screen.findByText(/their comparison could not be read/)).toBeVisible();
});
