// node take.mjs URL FOLDER CHROMIUM: makes something of everything, then every page as FOLDER/NAME-THEME-WIDTH.png.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [url, folder, executablePath] = process.argv.slice(2);
const { chromium } = createRequire(join(process.cwd(), 'package.json'))('@playwright/test');

const SHOP = 'A web shop on containers behind a load balancer, with a PostgreSQL database. 20,000 visitors a day.';
const API = 'A serverless HTTP API for a mobile app, data in DynamoDB, 5 million requests a month.';
const THEMES = ['light', 'dark'];
const WIDTHS = [1280, 380];
const TABS = ['diagram', 'cost', 'checks', 'files', 'readme', 'assumptions', 'activity'];
const PATIENCE_MS = 120_000;

// Chromium refuses its own sandbox when it runs as root.
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const browser = await chromium.launch({ executablePath, args });

async function newPage(colorScheme, width) {
  const context = await browser.newContext({ baseURL: url, colorScheme, viewport: { width, height: 900 } });
  const page = await context.newPage();
  const host = new URL(url).hostname;
  // The provider's form names a stylesheet on a CDN; nothing here may depend on one.
  await page.route(({ hostname }) => hostname !== host, (route) => route.abort());
  return page;
}

async function signIn(page) {
  await page.goto('/auth/login?next=/');
  await page.locator('input[name=sub]').fill('ada');
  await page.getByRole('button', { name: 'Authorize' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** What the API answers this browser; throws with its words where it refuses. */
function ask(page, method, path, body) {
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

async function ended(page, path, done) {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    const found = await ask(page, 'GET', path);
    if (done(found)) return found;
    await page.waitForTimeout(500);
  }
  throw new Error(`${path} has not ended in ${PATIENCE_MS / 1000} s`);
}

/** A plan and its next version, options, a talk, and a batch; their addresses by name. */
async function fill(page) {
  const isOver = ({ state }) => ['succeeded', 'failed'].includes(state);
  const plan = await ask(page, 'POST', '/jobs', { mode: 'implement', request: SHOP });
  const options = await ask(page, 'POST', '/jobs', { mode: 'analyze', request: API });
  const talk = await ask(page, 'POST', '/conversations', { text: 'What does a queue in front of a function cost?' });
  const items = [SHOP, API, 'A static site on a CDN'].map((request) => ({ mode: 'implement', request }));
  const batch = await ask(page, 'POST', '/batches', { items });
  await ended(page, `/jobs/${plan.id}`, isOver);
  const next = await ask(page, 'POST', `/jobs/${plan.id}/revisions`, { instruction: 'Add a cache for sessions' });
  const trial = await ask(page, 'POST', `/jobs/${plan.id}/verify`);
  for (const { id } of [options, next, trial]) await ended(page, `/jobs/${id}`, isOver);
  await ended(page, `/batches/${batch.id}`, ({ state }) => state === 'finished');
  return {
    home: '/',
    ...Object.fromEntries(TABS.map((tab) => [`plan-${tab}`, `/jobs/${plan.id}?tab=${tab}`])),
    'plan-changes': `/jobs/${next.id}`,
    options: `/jobs/${options.id}`,
    trial: `/jobs/${trial.id}`,
    brainstorm: '/brainstorm',
    talk: `/brainstorm/${talk.id}`,
    batches: '/batches',
    'batch-new': '/batches/new',
    batch: `/batches/${batch.id}`,
    settings: '/settings',
    members: '/settings/members',
    notifications: '/settings/notifications',
    'tool-servers': '/admin/tool-servers',
    audit: '/admin/audit',
    'not-found': '/nowhere',
  };
}

/** The whole of a page: its frame scrolls by itself, so the window is made as high as what is in it. */
async function take(page, name, path, theme, width) {
  await page.goto(path, { waitUntil: 'load' });
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.getByText(/^Loading/).first().waitFor({ state: 'detached' });
  await page.waitForTimeout(700);
  const high = await page.evaluate(() =>
    Math.max(document.documentElement.scrollHeight, (document.getElementById('main')?.scrollHeight ?? 0) + 60),
  );
  await page.setViewportSize({ width, height: Math.min(high, 8_000) });
  await page.waitForTimeout(200);
  await page.screenshot({ path: join(folder, `${name}-${theme}-${width}.png`) });
  await page.setViewportSize({ width, height: 900 });
}

const first = await newPage('light', 1280);
await signIn(first);
const pages = await fill(first);
let count = 0;
for (const theme of THEMES) {
  for (const width of WIDTHS) {
    const page = await newPage(theme, width);
    const shot = async (name, path) => {
      await take(page, name, path, theme, width);
      count += 1;
    };
    await shot('landing', '/');
    await shot('sign-in', '/sign-in');
    await signIn(page);
    for (const [name, path] of Object.entries(pages)) await shot(name, path);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search and commands' }).waitFor();
    await page.screenshot({ path: join(folder, `palette-${theme}-${width}.png`) });
    count += 1;
    await page.context().close();
  }
}
await browser.close();
process.stdout.write(`${count} pictures are in ${folder}\n`);
