import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { delta, toEvents } from '@/testing/events';
import { FakeSocket } from '@/testing/fake-socket';
import type { AnyEvent } from '@/types/progress-event';

import { followJob, type Connection } from './follow-job';

const JOB = 'job-1';
const EVENTS = toEvents(JOB, [delta('a'), delta('b'), delta('c'), delta('d')]);

function follow(readEvents: (after: number) => Promise<AnyEvent[]> = () => Promise.resolve([])) {
  const sockets: FakeSocket[] = [];
  const seen: number[] = [];
  const connections: Connection[] = [];
  const onResync = vi.fn();
  const stop = followJob({
    liveUrl: 'ws://live.test/',
    jobId: JOB,
    readEvents,
    onEvents: (events) => seen.push(...events.map(({ seq }) => seq)),
    onConnection: (connection) => connections.push(connection),
    onResync,
    openSocket: (url) => {
      const socket = new FakeSocket(url);
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
  });
  const socket = (): FakeSocket => {
    const last = sockets.at(-1);
    if (!last) throw new Error('no socket was opened');
    return last;
  };
  const accept = (): void => {
    socket().open();
    socket().say({ type: 'subscribed', job_id: JOB });
  };
  return { sockets, socket, accept, seen, connections, onResync, stop };
}

const say = (socket: FakeSocket, ...seqs: number[]): void => {
  EVENTS.filter(({ seq }) => seqs.includes(seq)).forEach((event) => {
    socket.say(event);
  });
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('it subscribes from the beginning and passes each event on once, in order', () => {
  const { socket, accept, seen, connections, stop } = follow();
  accept();
  say(socket(), 1, 2, 2, 1, 3);
  expect(socket().url).toBe('ws://live.test/live');
  expect(socket().sent).toEqual([{ type: 'subscribe', job_id: JOB, after: 0 }]);
  expect(seen).toEqual([1, 2, 3]);
  expect(connections).toEqual(['connecting', 'live']);
  stop();
});

test('after a lost connection it resumes behind the last event it has seen', () => {
  const { sockets, socket, accept, seen, connections, onResync, stop } = follow();
  accept();
  say(socket(), 1, 2);
  socket().drop();
  expect(connections.at(-1)).toBe('reconnecting');
  vi.advanceTimersByTime(500);
  accept();
  say(socket(), 3);
  expect(sockets).toHaveLength(2);
  expect(socket().sent).toEqual([{ type: 'subscribe', job_id: JOB, after: 2 }]);
  expect(seen).toEqual([1, 2, 3]);
  expect(onResync).toHaveBeenCalledOnce();
  stop();
});

test('told to resync, it subscribes again and has what it derived read anew', () => {
  const { socket, accept, onResync, stop } = follow();
  accept();
  say(socket(), 1);
  socket().say({ type: 'resync' });
  expect(socket().sent.at(-1)).toEqual({ type: 'subscribe', job_id: JOB, after: 1 });
  expect(onResync).toHaveBeenCalledOnce();
  stop();
});

test('where no socket connects it polls, and goes back to the socket when one does', async () => {
  const readEvents = vi.fn((after: number) =>
    Promise.resolve(EVENTS.filter(({ seq }) => seq > after && seq <= 2)),
  );
  const { socket, accept, seen, connections, stop } = follow(readEvents);
  socket().drop();
  await vi.advanceTimersByTimeAsync(500);
  socket().drop();
  await vi.advanceTimersByTimeAsync(10);
  expect(seen).toEqual([1, 2]);
  expect(connections.at(-1)).toBe('polling');
  await vi.advanceTimersByTimeAsync(1_000);
  accept();
  say(socket(), 3);
  const calls = readEvents.mock.calls.length;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(seen).toEqual([1, 2, 3]);
  expect(readEvents).toHaveBeenCalledTimes(calls);
  expect(connections.at(-1)).toBe('live');
  stop();
});

test('while even polling fails it says that it reconnects, and recovers by itself', async () => {
  const readEvents = vi.fn<(after: number) => Promise<AnyEvent[]>>();
  readEvents.mockRejectedValueOnce(new Error('down')).mockResolvedValue(EVENTS);
  const { socket, seen, connections, stop } = follow(readEvents);
  socket().drop();
  await vi.advanceTimersByTimeAsync(500);
  socket().drop();
  await vi.advanceTimersByTimeAsync(1);
  expect(connections.at(-1)).toBe('reconnecting');
  await vi.advanceTimersByTimeAsync(1_500);
  expect(seen).toEqual([1, 2, 3, 4]);
  stop();
});

test('a socket that opens but never answers counts as lost', async () => {
  const { sockets, socket, stop } = follow();
  socket().open();
  await vi.advanceTimersByTimeAsync(7_000);
  expect(sockets.length).toBeGreaterThan(1);
  stop();
});

test('a socket that falls silent, pings and all, is replaced', async () => {
  const { sockets, accept, stop } = follow();
  accept();
  await vi.advanceTimersByTimeAsync(70_000);
  expect(sockets.length).toBeGreaterThan(1);
  stop();
});

test('what it cannot read does no harm', () => {
  const { socket, accept, seen, stop } = follow();
  accept();
  socket().say('not json');
  socket().say({ type: 'party', who: 'all' });
  socket().say({ type: 'confetti', job_id: JOB, seq: 1, at: 'now', data: {} });
  socket().say({ ...EVENTS[1], job_id: 'job-2' });
  say(socket(), 2);
  expect(seen).toEqual([1, 2]);
  stop();
});

test('once stopped it opens nothing and says nothing more', async () => {
  const { sockets, socket, accept, seen, connections, stop } = follow();
  accept();
  stop();
  say(socket(), 1);
  socket().drop();
  window.dispatchEvent(new Event('online'));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(socket().closed).toBe(true);
  expect(sockets).toHaveLength(1);
  expect(seen).toEqual([]);
  expect(connections.at(-1)).toBe('closed');
});

test('coming back online it tries again at once', () => {
  const { sockets, socket, stop } = follow();
  socket().drop();
  window.dispatchEvent(new Event('online'));
  expect(sockets).toHaveLength(2);
  stop();
});

test('back online, a socket that gives no sign of life is replaced within seconds', async () => {
  const { sockets, socket, accept, stop } = follow();
  accept();
  await vi.advanceTimersByTimeAsync(1_000);
  window.dispatchEvent(new Event('online'));
  expect(socket().sent.at(-1)).toEqual({ type: 'ping' });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(sockets).toHaveLength(2);
  stop();
});

test('looked at again, a socket that answers is kept', async () => {
  const { sockets, socket, accept, stop } = follow();
  accept();
  await vi.advanceTimersByTimeAsync(1_000);
  document.dispatchEvent(new Event('visibilitychange'));
  socket().say({ type: 'pong' });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(sockets).toHaveLength(1);
  stop();
});
