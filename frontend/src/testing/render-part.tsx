import { QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';

import { createQueryClient } from '@/lib/api/query-client';

/** A part of a page by itself, for what it hands to the page. */
export function renderPart(part: ReactNode) {
  const { unmount } = render(<QueryClientProvider client={createQueryClient()}>{part}</QueryClientProvider>);
  return { unmount, user: userEvent.setup() };
}
