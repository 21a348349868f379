// Something of everything that a page shows, made through the API and, where only the operator can, at a terminal.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const PROJECT = join(process.cwd(), '..');
const SHOP = 'A web shop on containers behind a load balancer, with a PostgreSQL database. 20,000 visitors a day.';
const API = 'A serverless HTTP API for a mobile app, data in DynamoDB, 5 million requests a month.';
const PATIENCE_MS = 120_000;

/** What the API answers this browser; throws with its words where it refuses. */
export function ask(page, method, path, body) {
  return page.evaluate(
    async ([verb, where, content]) => {
      const json = { 'Content-Type': 'application/json' };
      const sent = content ? { headers: json, body: JSON.stringify(content) } : {};
      const answer = await fetch(`/api/v1${where}`, { method: verb, ...sent });
      const { data, error } = await answer.json();
      if (error) throw new Error(`${verb} ${where}: ${error.message} ${JSON.stringify(error.details)}`);
      return data;
    },
    [method, path, body],
  );
}

function python(...words) {
  const environment = { ...process.env, GROUNDPLAN_PROFILE: 'development', PYTHONPATH: PROJECT };
  execFileSync(process.env.GROUNDPLAN_PYTHON, words, { cwd: PROJECT, env: environment });
}

async function until(page, path, done) {
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    const found = await ask(page, 'GET', path);
    if (done(found)) return found;
    await page.waitForTimeout(500);
  }
  throw new Error(`${path} is not so after ${PATIENCE_MS / 1000} s`);
}

const hasEnded = ({ state }) => ['succeeded', 'failed', 'cancelled'].includes(state);

/** Ids by the names that the paths of pages.json have for them. */
export async function fill(page) {
  const job = (body) => ask(page, 'POST', '/jobs', { mode: 'implement', request: SHOP, ...body });
  const ended = ({ id }) => until(page, `/jobs/${id}`, hasEnded);
  const plan = await job({});
  const options = await job({ mode: 'analyze', request: API });
  const talk = await ask(page, 'POST', '/conversations', { text: `${SHOP} What would it cost?` });
  const items = [SHOP, API, 'A static site on a CDN'].map((request) => ({ mode: 'implement', request }));
  const batch = await ask(page, 'POST', '/batches', { items });
  await ended(plan);
  const next = await ask(page, 'POST', `/jobs/${plan.id}/revisions`, { instruction: 'Add a cache for sessions' });
  const trial = await ask(page, 'POST', `/jobs/${plan.id}/verify`);
  for (const one of [options, next, trial]) await ended(one);
  await until(page, `/batches/${batch.id}`, ({ state }) => state === 'finished');
  const cancelled = await job({ request: API });
  await ask(page, 'POST', `/jobs/${cancelled.id}/cancel`).catch(() => undefined); // it was quicker: then it is a plan
  const lost = await job({ mode: 'analyze', request: 'A blog for a village, with comments' });
  python(join('tests', 'e2e', 'lost_job.py'), lost.id);
  await ended(lost);
  return {
    ...{ plan: plan.id, options: options.id, next: next.id, trial: trial.id, lost: lost.id },
    ...{ cancelled: cancelled.id, talk: talk.id, batch: batch.id },
    ...(await fillOrganization(page, plan)),
  };
}

async function fillOrganization(page, plan) {
  const [{ user_id: person }] = await ask(page, 'GET', '/members');
  python('-m', 'web.staff', 'grant', person, '--reason', 'Looks at the pictures.');
  await ask(page, 'POST', '/invitations', { email: 'grace@example.com', role: 'member' });
  await ask(page, 'POST', '/api-keys', { name: 'nightly import', scope: 'submit' });
  const webhook = await ask(page, 'POST', '/webhooks', { url: 'https://hooks.example.com/groundplan', events: ['job.failed'] });
  await ask(page, 'POST', `/webhooks/${webhook.id}/test`);
  const link = await ask(page, 'POST', `/jobs/${plan.id}/share-links`, { title: 'For the review' });
  const { organization } = await ask(page, 'GET', '/session');
  const shared = link.url.split('/').at(-1);
  return { person, webhook: webhook.id, shared, organization: organization.id };
}
