// node take.mjs URL FOLDER CHROMIUM: makes something of everything, then every page as FOLDER/NAME-THEME-WIDTH.png.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { fill } from './fill.mjs';

const [url, folder, executablePath] = process.argv.slice(2);
const { chromium } = createRequire(join(process.cwd(), 'package.json'))('@playwright/test');

const THEMES = ['light', 'dark'];
const WIDTHS = [1280, 380];
const MOST_SHIFT = 0.1;
// Chromium refuses its own sandbox when it runs as root.
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const browser = await chromium.launch({ executablePath, args });

async function newPage(colorScheme, width) {
  const context = await browser.newContext({ baseURL: url, colorScheme, viewport: { width, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.layoutShifts = [];
    const keep = (list) => window.layoutShifts.push(...list.getEntries());
    new PerformanceObserver(keep).observe({ type: 'layout-shift', buffered: true });
  });
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

/** An address with the ids that its names stand for. */
function addressOf(path, ids) {
  return path.replaceAll(/:([a-z]+)/g, (_all, name) => {
    if (!ids[name]) throw new Error(`pages.json names :${name}, which fill.mjs does not make`);
    return ids[name];
  });
}

/** All that it loads is there and drawn, icons and the diagram's own code too. */
async function settle(page) {
  await page.getByText(/^Loading/).first().waitFor({ state: 'detached' });
  // A page that polls is never idle: what it polls for is drawn already.
  await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => undefined);
  await page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
  await page.waitForTimeout(700);
}

/** How far things moved while the page came: Cumulative Layout Shift, of which web.dev calls up to 0.1 good. */
function shiftOf(page) {
  return page.evaluate(() => {
    const moved = window.layoutShifts.filter(({ hadRecentInput }) => !hadRecentInput);
    const worst = moved.toSorted((one, other) => other.value - one.value)[0];
    const what = (worst?.sources ?? []).map(({ node }) => node?.outerHTML?.slice(0, 120) ?? '').slice(0, 2);
    return { shift: moved.reduce((sum, { value }) => sum + value, 0), what };
  });
}

/** The whole of a page: its frame scrolls by itself, so the window is made as high as what is in it. */
async function take(page, name, path, theme, width) {
  await page.goto(path, { waitUntil: 'load' });
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await settle(page);
  shifts.push({ where: `${name}-${theme}-${width}`, ...(await shiftOf(page)) });
  const high = await page.evaluate(() =>
    Math.max(document.documentElement.scrollHeight, (document.getElementById('main')?.scrollHeight ?? 0) + 60),
  );
  await page.setViewportSize({ width, height: Math.min(high, 8_000) });
  await page.waitForTimeout(200);
  await page.screenshot({ path: join(folder, `${name}-${theme}-${width}.png`) });
  await page.setViewportSize({ width, height: 900 });
}

const pages = JSON.parse(readFileSync(new URL('pages.json', import.meta.url), 'utf8'));
const first = await newPage('light', 1280);
await signIn(first);
const ids = await fill(first);
let count = 0;
const shifts = [];
for (const theme of THEMES) {
  for (const width of WIDTHS) {
    const page = await newPage(theme, width);
    const shot = async ({ name, path }) => {
      await take(page, name, addressOf(path, ids), theme, width);
      count += 1;
    };
    for (const one of pages.filter(({ who }) => who === 'stranger')) await shot(one);
    await signIn(page);
    for (const one of pages.filter(({ who }) => who !== 'stranger')) await shot(one);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search and commands' }).waitFor();
    await page.screenshot({ path: join(folder, `palette-${theme}-${width}.png`) });
    count += 1;
    await page.context().close();
  }
}
await browser.close();
process.stdout.write(`${count} pictures are in ${folder}\n`);
const jumping = shifts.filter(({ shift }) => shift > MOST_SHIFT).toSorted((one, other) => other.shift - one.shift);
process.stdout.write(`${jumping.length} of ${shifts.length} pages shift by more than ${MOST_SHIFT} as they come\n`);
for (const { where, shift, what } of jumping) process.stdout.write(`  ${shift.toFixed(3)} ${where}\n${what.map((one) => `        ${one}\n`).join('')}`);
process.exitCode = jumping.length > 0 ? 1 : 0;
