/** Calls `poll` again and again, one call at a time, until it is stopped. `poll` must not reject. */
export class Poller {
  private timer: number | undefined;
  private running = false;
  private readonly poll: () => Promise<void>;
  private readonly everyMs: number;

  constructor(poll: () => Promise<void>, everyMs: number) {
    this.poll = poll;
    this.everyMs = everyMs;
  }

  get active(): boolean {
    return this.running;
  }

  start(): void {
    if (this.running) return;
    this.running = true;
    this.schedule(0);
  }

  stop(): void {
    this.running = false;
    window.clearTimeout(this.timer);
  }

  private schedule(ms: number): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      void this.poll().then(() => {
        if (this.running) this.schedule(this.everyMs);
      });
    }, ms);
  }
}
