import { setupServer } from 'msw/node';

import { handlers } from './handlers';
import { liveHandler } from './live';

export const server = setupServer(...handlers, liveHandler);
