import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { defineConfig } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The browser is the machine's own: CHROMIUM_PATH, or the first of the usual names on PATH. */
function chromium(): string {
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const found = process.env.CHROMIUM_PATH ?? onPath.find((path) => existsSync(path));
  if (!found) throw new Error('No Chromium found: set CHROMIUM_PATH, or install `chromium` on PATH.');
  return found;
}

function webUrl(): string {
  const url = process.env.GROUNDPLAN_WEB_URL;
  if (!url)
    throw new Error('GROUNDPLAN_WEB_URL must be the address of a running stack, http://127.0.0.1:8080 say.');
  return url;
}

// Chromium refuses its own sandbox when it runs as root.
const asRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: '../tests/e2e',
  outputDir: 'test-results',
  fullyParallel: false,
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    baseURL: webUrl(),
    viewport: { width: 1360, height: 900 },
    acceptDownloads: true,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: chromium(),
      args: [
        ...(asRoot ? ['--no-sandbox'] : []),
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--disable-dev-shm-usage',
      ],
    },
  },
});
