// node pictures.mjs FOLDER CHROMIUM NAME…: each mail of the folder as a picture, light and dark, 600 and 380 pixels wide.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, executablePath, ...names] = process.argv.slice(2);
const { chromium } = createRequire(join(process.cwd(), 'package.json'))('@playwright/test');

// Chromium refuses its own sandbox when it runs as root.
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const browser = await chromium.launch({ executablePath, args });
for (const colorScheme of ['light', 'dark']) {
  for (const width of [632, 380]) {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 400 } });
    const page = await context.newPage();
    for (const name of names) {
      await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
      await page.screenshot({ path: join(folder, `${name}-${colorScheme}-${width}.png`), fullPage: true });
    }
    await context.close();
  }
}
await browser.close();
