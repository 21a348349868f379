/** Stands for a web worker, which jsdom has not: the engine of diagrams, in the same thread. */
type Message = { data: unknown };
type Inner = { onmessage: (message: Message) => void; postMessage: (data: unknown) => void };
/** Its own types say nothing of it. */
type Module = { Worker: new () => Inner };

export class LayoutWorker {
  onmessage: (message: Message) => void = () => undefined;
  onerror: () => void = () => undefined;
  private inner: Promise<Inner> | undefined;

  postMessage(data: unknown): void {
    this.inner ??= (import('elkjs/lib/elk-worker.js') as Promise<unknown> as Promise<Module>).then(
      ({ Worker }) => {
        const engine = new Worker();
        engine.onmessage = (message) => {
          this.onmessage(message);
        };
        return engine;
      },
    );
    void this.inner.then((engine) => {
      engine.postMessage(data);
    });
  }

  terminate(): void {
    this.onmessage = () => undefined;
  }
}
