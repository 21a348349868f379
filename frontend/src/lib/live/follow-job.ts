/**
 * Follows one job's events: over a WebSocket, resumed after the last `seq` seen; over HTTP while no socket connects.
 * Events reach `onEvents` once each, in order.
 */
import { anyEventSchema, type AnyEvent } from '@/types/progress-event';

import { backoff } from './backoff';
import { Poller } from './poller';
import { serverMessageSchema } from './server-message';

export type Connection = 'connecting' | 'live' | 'reconnecting' | 'polling' | 'closed';

export type FollowOptions = {
  liveUrl: string;
  jobId: string;
  /** Events with a higher seq, from the HTTP API. Rejects when it cannot be reached. */
  readEvents: (after: number) => Promise<AnyEvent[]>;
  onEvents: (events: AnyEvent[]) => void;
  onConnection: (connection: Connection) => void;
  /** Events may have been missed on the way: what was derived from them must be read again. */
  onResync: () => void;
  openSocket?: (url: string) => WebSocket;
};

const POLL_MS = 1_500;
const PING_MS = 20_000;
/** The server answers each ping: a socket that has said nothing for so long is dead, whatever it claims. */
const SILENT_MS = 45_000;
/** A socket that never opens (a proxy that swallows it) counts as failed after this. */
const OPEN_MS = 6_000;
/** Back from sleep or from another network, a socket may be dead and not know it: it answers within this, or is. */
const ANSWER_MS = 4_000;
/** Failed tries in a row after which events are polled for as well. */
const TRIES_BEFORE_POLLING = 2;

/** Returns the function that stops following. */
export function followJob(options: FollowOptions): () => void {
  const follower = new Follower(options);
  follower.connect();
  return () => {
    follower.stop();
  };
}

class Follower {
  private seq = 0;
  private failures = 0;
  private stopped = false;
  private heardAt = 0;
  private socket: WebSocket | null = null;
  private retryTimer: number | undefined;
  private pingTimer: number | undefined;
  private openTimer: number | undefined;
  private answerTimer: number | undefined;
  private readonly options: FollowOptions;
  private readonly poller = new Poller(() => this.poll(), POLL_MS);

  constructor(options: FollowOptions) {
    this.options = options;
    window.addEventListener('online', this.makeSure);
    document.addEventListener('visibilitychange', this.makeSure);
  }

  connect(): void {
    const open = this.options.openSocket ?? ((url: string) => new WebSocket(url));
    if (!this.poller.active) this.options.onConnection(this.failures ? 'reconnecting' : 'connecting');
    const socket = this.tryOpen(open);
    if (!socket) return;
    this.socket = socket;
    this.openTimer = window.setTimeout(() => {
      this.lost(socket);
    }, OPEN_MS);
    socket.addEventListener('open', () => {
      this.subscribe(socket);
    });
    socket.addEventListener('message', (message: MessageEvent<unknown>) => {
      this.receive(socket, message.data);
    });
    socket.addEventListener('close', () => {
      this.lost(socket);
    });
  }

  stop(): void {
    this.stopped = true;
    window.removeEventListener('online', this.makeSure);
    document.removeEventListener('visibilitychange', this.makeSure);
    window.clearTimeout(this.retryTimer);
    this.clearSocket();
    this.poller.stop();
    this.options.onConnection('closed');
  }

  private tryOpen(open: (url: string) => WebSocket): WebSocket | null {
    try {
      return open(`${this.options.liveUrl.replace(/\/$/, '')}/live`);
    } catch {
      // A malformed or forbidden address (ws: from an https: page) throws at once; polling still works.
      this.failed();
      return null;
    }
  }

  private subscribe(socket: WebSocket): void {
    socket.send(JSON.stringify({ type: 'subscribe', job_id: this.options.jobId, after: this.seq }));
    this.heardAt = Date.now();
    this.pingTimer = window.setInterval(() => {
      if (Date.now() - this.heardAt > SILENT_MS) this.lost(socket);
      else socket.send(JSON.stringify({ type: 'ping' }));
    }, PING_MS);
  }

  private receive(socket: WebSocket, data: unknown): void {
    if (socket !== this.socket || typeof data !== 'string') return;
    this.heardAt = Date.now();
    const message = serverMessageSchema.safeParse(parseJson(data));
    if (!message.success) return;
    switch (message.data.type) {
      case 'subscribed':
        this.connected();
        break;
      case 'resync':
        this.options.onResync();
        socket.send(JSON.stringify({ type: 'subscribe', job_id: this.options.jobId, after: this.seq }));
        break;
      case 'error':
        this.lost(socket);
        break;
      case 'pong':
        break;
      default:
        this.take([anyEventSchema.parse(message.data)]);
    }
  }

  private connected(): void {
    window.clearTimeout(this.openTimer);
    if (this.failures > 0) this.options.onResync();
    this.failures = 0;
    this.poller.stop();
    this.options.onConnection('live');
  }

  private lost(socket: WebSocket): void {
    if (socket !== this.socket) return;
    this.clearSocket();
    this.failed();
  }

  private failed(): void {
    if (this.stopped) return;
    this.failures += 1;
    if (this.failures >= TRIES_BEFORE_POLLING) this.poller.start();
    else this.options.onConnection('reconnecting');
    this.retryTimer = window.setTimeout(() => {
      this.connect();
    }, backoff(this.failures));
  }

  /** Somebody is back: connect at once, or ask the socket that there is for a sign of life. */
  private readonly makeSure = (): void => {
    if (this.stopped || document.visibilityState !== 'visible') return;
    if (this.socket) {
      this.expectAnswer(this.socket);
      return;
    }
    window.clearTimeout(this.retryTimer);
    this.connect();
  };

  private expectAnswer(socket: WebSocket): void {
    if (socket.readyState !== WebSocket.OPEN) return;
    const askedAt = Date.now();
    socket.send(JSON.stringify({ type: 'ping' }));
    window.clearTimeout(this.answerTimer);
    this.answerTimer = window.setTimeout(() => {
      if (this.heardAt < askedAt) this.lost(socket);
    }, ANSWER_MS);
  }

  private async poll(): Promise<void> {
    try {
      const events = await this.options.readEvents(this.seq);
      if (!this.poller.active) return;
      this.take(events);
      this.options.onConnection('polling');
    } catch {
      if (this.poller.active) this.options.onConnection('reconnecting');
    }
  }

  private clearSocket(): void {
    window.clearTimeout(this.openTimer);
    window.clearTimeout(this.answerTimer);
    window.clearInterval(this.pingTimer);
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }

  private take(events: AnyEvent[]): void {
    if (this.stopped) return;
    const fresh = events.filter((event) => event.job_id === this.options.jobId && event.seq > this.seq);
    const last = fresh.at(-1);
    if (!last) return;
    this.seq = last.seq;
    this.options.onEvents(fresh);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
