import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vitest/config';

const backend = process.env.GROUNDPLAN_WEB_URL ?? 'http://127.0.0.1:8080';

/** Serves MSW's worker script from its package in `dev:mocks`, so that it never reaches a build. */
function mockServiceWorker(): Plugin {
  const script = createRequire(import.meta.url).resolve('msw/mockServiceWorker.js');
  return {
    name: 'mock-service-worker',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use('/mockServiceWorker.js', (_request, response) => {
        response.setHeader('Content-Type', 'text/javascript');
        response.end(readFileSync(script));
      });
    },
  };
}

export default defineConfig(({ mode }) => ({
  plugins: [react(), tailwindcss(), ...(mode === 'mocks' ? [mockServiceWorker()] : [])],
  resolve: { alias: { '@': new URL('./src', import.meta.url).pathname } },
  // The first page loads about 155 kB gzipped, most of it React; what a plan shows comes in files of its own.
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    // What zod is told must be told before any file makes a schema, so it lies in the same one.
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: 'zod', test: /node_modules\/zod\/|src\/config\/zod\.ts/ }] },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    // The icons of AWS's services stand with the blocks that they belong to; what options take, in the digest of these.
    fs: { allow: ['.', '../worker', '../jobs'] },
    // The backend compares Origin with its own address; the proxy stands for it.
    proxy:
      mode === 'mocks'
        ? {}
        : Object.fromEntries(
            ['/api', '/auth'].map((path) => [
              path,
              { target: backend, changeOrigin: true, headers: { origin: backend } },
            ]),
          ),
  },
  test: {
    environment: 'jsdom',
    environmentOptions: { jsdom: { url: 'http://groundplan.test/' } },
    setupFiles: ['src/testing/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    // Files share what they import, and the page's document: to make both anew for each took two thirds of the time.
    isolate: false,
    pool: 'threads',
    testTimeout: 30_000,
    css: false,
  },
}));
