import { onlineManager } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';

import { ApiError, NetworkError } from '@/lib/api/errors';

import { Loaded } from './loaded';

afterEach(() => {
  onlineManager.setOnline(true);
});

const refetch = vi.fn();
const idle = {
  data: undefined as string[] | undefined,
  error: null as Error | null,
  fetchStatus: 'idle' as const,
  dataUpdatedAt: 0,
  refetch,
};
const empty = { when: (data: string[]) => data.length === 0, show: <p>Nothing yet</p> };

function show(query: Partial<Omit<typeof idle, 'fetchStatus'>> & { fetchStatus?: 'fetching' | 'paused' }) {
  return render(
    <Loaded what="the plans" query={{ ...idle, ...query }} empty={empty}>
      {(data) => <p>{data.join(', ')}</p>}
    </Loaded>,
  );
}

const refused = new ApiError({ status: 503, code: 'x', message: 'Not now.', details: [], requestId: 'r-7' });

test('what is on the way is said to be, and shows only where it takes its time', () => {
  show({ fetchStatus: 'fetching' });
  const note = screen.getByRole('status');
  expect(note).toHaveTextContent('Loading the plans');
  expect(note).toHaveClass('animate-late');
});

test('without a connection nothing is on the way', () => {
  show({ fetchStatus: 'paused' });
  expect(screen.getByText('There is no connection')).toBeVisible();
});

test('a failure says what happened, what to do, and the reference to copy', async () => {
  const user = userEvent.setup();
  show({ error: refused });
  const alert = screen.getByRole('alert');
  expect(alert).toHaveTextContent('The plans could not be loaded');
  expect(alert).toHaveTextContent('Not now. Reference: r-7.');
  expect(alert).toHaveTextContent('The fault is ours.');
  await user.click(screen.getByRole('button', { name: 'Copy the reference' }));
  await expect(navigator.clipboard.readText()).resolves.toBe('r-7');
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(refetch).toHaveBeenCalled();
});

test('a failure that reached no server has no reference', () => {
  show({ error: new NetworkError(null) });
  expect(screen.getByRole('alert')).toHaveTextContent('No answer from the server.');
  expect(screen.queryByRole('button', { name: 'Copy the reference' })).not.toBeInTheDocument();
});

test('what is there is shown, and what is empty says so', () => {
  show({ data: ['one', 'two'] });
  expect(screen.getByText('one, two')).toBeVisible();
  show({ data: [] });
  expect(screen.getByText('Nothing yet')).toBeVisible();
});

test('what was loaded before stays when it cannot be brought up to date, and says of when it is', () => {
  show({ data: ['one'], error: refused, dataUpdatedAt: Date.now() - 300_000 });
  expect(screen.getByText('one')).toBeVisible();
  expect(screen.getByRole('status')).toHaveTextContent(/brought up to date: Not now\. .* 5 minutes ago/);
});

test('offline the frame says it for all', () => {
  onlineManager.setOnline(false);
  show({ data: ['one'], error: refused });
  expect(screen.queryByRole('status')).not.toBeInTheDocument();
});
