import { useRef } from 'react';

import { createIdempotencyKey } from './idempotency-key';

/** A key for each body: the same body keeps its key until it was accepted, so that trying again makes nothing twice. */
export function useIdempotencyKey() {
  const sent = useRef({ text: '', key: '' });
  return {
    headersFor: (body: unknown): Record<string, string> => {
      const text = JSON.stringify(body ?? null);
      if (sent.current.text !== text) sent.current = { text, key: createIdempotencyKey() };
      return { 'Idempotency-Key': sent.current.key };
    },
    accepted: (): void => {
      sent.current = { text: '', key: '' };
    },
  };
}
