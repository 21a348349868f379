import '@/config/zod';

import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';

import { createQueryClient } from '@/lib/api/query-client';
import { followErrors } from '@/lib/api/report-error';
import { followActions } from '@/lib/trace';

import { createRouter } from './router';
import { loadLandingPage } from './signed-in';
import './styles.css';

async function start(): Promise<void> {
  followActions();
  followErrors();
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
  // Whether somebody is signed in is asked meanwhile; where this fails it is asked for again.
  if (window.location.pathname === '/') loadLandingPage().catch(() => undefined);
}

void start();
