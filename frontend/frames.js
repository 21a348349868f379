/**
 * How smooth the two heaviest pages are, in Chromium: a diagram of 100 components panned by mouse, and a batch of 10,000
 * rows scrolled by wheel. `npm run frames` builds, serves the build with made-up answers (those of the unit tests), and
 * tells frames a second beside those of the same page at rest, and what a frame costs the page's own thread: that
 * figure holds on a busy machine too. A tool to look with, not a test.
 */
/* global Buffer, Request, URL, requestAnimationFrame, window */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

import { chromium } from '@playwright/test';
import { getResponse } from 'msw';
import { build, createServer, preview } from 'vite';

const COMPONENTS = 100;
const ROWS = 10_000;
/** Steps of the mouse or the wheel; each waits for the browser to take it. */
const STEPS = 240;
const STATES = ['succeeded', 'running', 'queued', 'failed', 'waiting'];

const folder = mkdtempSync(join(tmpdir(), 'groundplan-frames-'));
const closing = [];
try {
  await build({ logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
  const pages = await preview({ build: { outDir: folder }, preview: { port: 0, host: '127.0.0.1' } });
  closing.push(() => pages.close());
  const made = await createServer({ logLevel: 'error', server: { middlewareMode: true, hmr: false } });
  closing.push(() => made.close());
  const { job, batch, handlers } = await makeAnswers(made);
  const browser = await chromium.launch({
    ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
    args: process.getuid?.() === 0 ? ['--no-sandbox', '--disable-dev-shm-usage'] : [],
  });
  closing.push(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1360, height: 900 } });
  await page.route(/\/(api|auth)\//, (route) => fulfil(route, handlers));
  const address = new URL(pages.resolvedUrls.local[0]).origin;
  // MSW reads the handlers' paths against where a page is.
  globalThis.location = { href: address };

  await page.goto(`${address}/jobs/${job.id}?tab=diagram`);
  const drawing = page.getByRole('application', { name: /^Diagram of/ });
  await drawing.locator('[data-component]').nth(COMPONENTS).waitFor();
  for (const zoom of ['the whole in view', 'zoomed in']) {
    if (zoom === 'zoomed in')
      for (let step = 0; step < 5; step += 1) await page.getByRole('button', { name: 'Zoom in' }).click();
    await page.waitForTimeout(1_000);
    await drawing.scrollIntoViewIfNeeded();
    await tell(page, `diagram of ${COMPONENTS} components, ${zoom}`, () => panAbout(page, drawing));
  }

  await page.goto(`${address}/batches/${batch.id}`);
  const rows = page.getByRole('table').locator('..');
  await rows.getByText('clinic-20', { exact: true }).waitFor();
  await tell(page, `batch of ${ROWS.toLocaleString('en')} rows, scrolled`, () => scrollDown(page, rows));
} finally {
  for (const close of closing.reverse()) await close();
  rmSync(folder, { recursive: true });
}

/** The factories and handlers of the unit tests, with a large plan and a large batch in them. */
async function makeAnswers(server) {
  const load = (name) => server.ssrLoadModule(`/src/testing/${name}.ts`);
  const [{ handlers, backend }, { makeFinishedJob }, { makeBatch }, { FILES }] = await Promise.all(
    ['handlers', 'plans', 'batches', 'bundle-files'].map(load),
  );
  const job = makeFinishedJob();
  backend.jobs = [job];
  FILES['diagram.json'] = { type: 'application/json', text: JSON.stringify(makeScene()) };
  const { batch } = makeBatch(Array.from({ length: ROWS }, (_, index) => STATES[index % STATES.length]));
  return { job, batch, handlers };
}

function makeScene() {
  const subnets = ['public_subnets', 'private_subnets', 'data_subnets'];
  const network = 'aws/region/network';
  const frame = (id, style, title) => ({
    id,
    parent: id.split('/').slice(0, -1).join('/') || null,
    title,
    style,
  });
  const blocks = [
    'lambda_function',
    'sqs_queue',
    'dynamodb_table',
    's3_bucket',
    'ecs_service',
    'rds_instance',
  ];
  const components = Array.from({ length: COMPONENTS }, (_, index) => ({
    id: `part_${index}`,
    block: blocks[index % blocks.length],
    name: `Part ${index}`,
    kind: 'Amazon part',
    frame: index % 4 === 3 ? 'aws/region' : `${network}/${subnets[index % 4]}`,
    options: [],
  }));
  const line = (from, to) => ({
    source: `part_${from}`,
    target: `part_${to}`,
    label: 'requests',
    flow: 'request',
  });
  return {
    title: 'A large plan',
    frames: [
      frame('aws', 'aws_cloud', 'AWS Cloud'),
      frame('aws/region', 'region', 'Region · eu-central-1'),
      frame(network, 'vpc', 'Network'),
      ...subnets.map((name) => frame(`${network}/${name}`, name, name)),
    ],
    components: [
      ...components,
      { ...components[0], id: 'network', block: 'vpc', name: 'Network', frame: null },
    ],
    lines: components.flatMap((_, index) => [
      ...(index > 0 ? [line(Math.floor((index - 1) / 3), index)] : []),
      ...(index > 20 ? [line(index - 20, index)] : []),
    ]),
    overseers: [],
  };
}

async function fulfil(route, handlers) {
  const asked = route.request();
  const body = asked.method() === 'GET' ? null : asked.postData();
  const url = new URL(asked.url());
  const request = new Request(url, { method: asked.method(), headers: asked.headers(), body });
  const answer = await getResponse(handlers, request);
  if (!answer) return route.fulfill({ status: 404 });
  return route.fulfill({
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: Buffer.from(await answer.arrayBuffer()),
  });
}

async function panAbout(page, drawing) {
  const { x, y, width, height } = await drawing.boundingBox();
  await page.mouse.move(x + width / 2, y + height - 12);
  await page.mouse.down();
  for (let step = 0; step < STEPS; step += 1) {
    const turn = (step / STEPS) * 4 * Math.PI;
    await page.mouse.move(x + width / 2 + 220 * Math.sin(turn), y + height - 12 - 120 * (1 - Math.cos(turn)));
  }
  await page.mouse.up();
}

async function scrollDown(page, rows) {
  const { x, y, width, height } = await rows.boundingBox();
  await page.mouse.move(x + width / 2, y + Math.min(height, 400) / 2);
  for (let step = 0; step < STEPS; step += 1) await page.mouse.wheel(0, 120);
}

/** Counts frames while `move` runs, and at rest for as long. */
async function tell(page, what, move) {
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async () => {
    const { metrics } = await client.send('Performance.getMetrics');
    return 1000 * metrics.find(({ name }) => name === 'TaskDuration').value;
  };
  const measure = async (doing) => {
    await page.evaluate(() => {
      window.frameTimes = [];
      const count = (at) => {
        window.frameTimes?.push(at);
        if (window.frameTimes) requestAnimationFrame(count);
      };
      requestAnimationFrame(count);
    });
    const before = await busy();
    await doing();
    const used = (await busy()) - before;
    const times = await page.evaluate(() => {
      const counted = window.frameTimes;
      window.frameTimes = undefined;
      return counted;
    });
    const gaps = times.slice(1).map((at, index) => at - times[index]);
    const span = times.at(-1) - times[0];
    return { rate: (1000 * gaps.length) / span, worst: Math.max(...gaps), cost: used / gaps.length, span };
  };
  const moving = await measure(move);
  const still = await measure(() => page.waitForTimeout(moving.span));
  await client.detach();
  process.stdout.write(
    `${what}: ${moving.rate.toFixed(0)} frames/s (${still.rate.toFixed(0)} at rest), the longest ${moving.worst.toFixed(0)} ms; ` +
      `${moving.cost.toFixed(1)} ms of the page's thread a frame (16.7 are one of 60)\n`,
  );
}
