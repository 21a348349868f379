// node take.mjs URL FOLDER CHROMIUM: makes something of everything, then every page as FOLDER/NAME-THEME-WIDTH.png.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { fill } from './fill.mjs';

const [url, folder, executablePath] = process.argv.slice(2);
const { chromium } = createRequire(join(process.cwd(), 'package.json'))('@playwright/test');

const THEMES = ['light', 'dark'];
const WIDTHS = [1280, 380];
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

/** An address with the ids that its names stand for. */
function addressOf(path, ids) {
  return path.replaceAll(/:([a-z]+)/g, (_all, name) => {
    if (!ids[name]) throw new Error(`pages.json names :${name}, which fill.mjs does not make`);
    return ids[name];
  });
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

const pages = JSON.parse(readFileSync(new URL('pages.json', import.meta.url), 'utf8'));
const first = await newPage('light', 1280);
await signIn(first);
const ids = await fill(first);
let count = 0;
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
