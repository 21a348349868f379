import { useMutation, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod';

import { request } from '@/lib/api/client';
import { useIdempotencyKey } from '@/lib/api/use-idempotency-key';

import { batchKey, batchPath, batchSchema, type Batch } from './batch';

export type Change = 'pause' | 'resume' | 'cancel' | 'retry' | 'zip';

const retriedSchema = z.object({ retried: z.number(), batch: batchSchema }).transform(({ batch }) => batch);

/** Holds a batch, goes on with it, ends it, begins what failed again, or has its zip made. */
export function useBatchChange(id: string) {
  const client = useQueryClient();
  const key = useIdempotencyKey();
  return useMutation<Batch, Error, Change>({
    mutationFn: (change) =>
      request<Batch>(batchPath(id, `/${change}`), change === 'retry' ? retriedSchema : batchSchema, {
        method: 'POST',
        ...(change === 'retry' ? { headers: key.headersFor(change) } : {}),
      }),
    onSuccess: (batch) => {
      key.accepted();
      client.setQueryData(batchKey(id), batch);
      void client.invalidateQueries({ queryKey: ['usage'] });
    },
    // Refused or not: it does not stand as it did here.
    onSettled: () => client.invalidateQueries({ queryKey: ['batches'] }),
  });
}
