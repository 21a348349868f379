import '@/config/zod';

import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';

import { createQueryClient } from '@/lib/api/query-client';

import { createRouter, loadJobPage } from './router';
import './styles.css';

/** After this time the first page is there, and what the next one needs may come. */
const PRELOAD_MS = 1_500;

async function start(): Promise<void> {
  // Vite decides this while building, so that no build carries the mocks.
  if (import.meta.env.MODE === 'mocks') {
    const { startMocks } = await import('@/testing/browser');
    await startMocks();
  }
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={createQueryClient()}>
        <RouterProvider router={createRouter()} />
      </QueryClientProvider>
    </StrictMode>,
  );
  window.setTimeout(() => {
    // Where it fails now it is asked for again when a plan is opened.
    loadJobPage().catch(() => undefined);
  }, PRELOAD_MS);
}

void start();
