import { setupServer } from 'msw/node';

import { exampleHandlers, planHandlers } from './example';
import { handlers } from './handlers';
import { liveHandler } from './live';
import { sessionHandlers } from './sessions';

export const server = setupServer(
  ...handlers,
  ...planHandlers,
  ...exampleHandlers,
  ...sessionHandlers,
  liveHandler,
);

let listens = false;

/** Answers what the tests of this process ask for, file after file; once it was closed it would take no sockets again. */
export function listen(): void {
  if (!listens) server.listen({ onUnhandledRequest: 'error' });
  listens = true;
}
