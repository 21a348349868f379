/** Runs before every test file: no request leaves unanswered, and nothing is left over for the next test. */
import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeAll } from 'vitest';

import { hideToast } from '@/components/ui/toast';

import { resetBackend } from './handlers';
import { LayoutWorker } from './layout-worker';
import { listen, server } from './server';
import { resetSessions } from './sessions';

// What a plan shows is loaded when it is needed; the first test that needs it waits for it to be transformed.
configure({ asyncUtilTimeout: 10_000 });

// jsdom has <dialog>, but cannot open one.
HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
};
HTMLDialogElement.prototype.close = function close() {
  this.open = false;
};

// jsdom has blobs, but only its FileReader can read them.
Blob.prototype.arrayBuffer = function arrayBuffer() {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => {
      resolve(reader.result as ArrayBuffer);
    };
    reader.readAsArrayBuffer(this);
  });
};

// jsdom knows no media queries: none holds.
window.matchMedia = (media) =>
  Object.assign(new EventTarget(), {
    media,
    matches: false,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  });

// jsdom has no workers; the only one of ours lays diagrams out.
window.Worker = LayoutWorker as unknown as typeof Worker;

// jsdom lays nothing out, and so scrolls to nothing.
Element.prototype.scrollIntoView = () => undefined;

beforeAll(() => {
  listen();
});
afterEach(() => {
  cleanup();
  hideToast();
  server.resetHandlers();
  resetBackend();
  resetSessions();
});
