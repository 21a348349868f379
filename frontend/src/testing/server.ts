import { setupServer } from 'msw/node';

import { handlers } from './handlers';
import { liveHandler } from './live';
import { sessionHandlers } from './sessions';

export const server = setupServer(...handlers, ...sessionHandlers, liveHandler);
