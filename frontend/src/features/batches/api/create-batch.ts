import { useMutation, useQueryClient } from '@tanstack/react-query';

import { request } from '@/lib/api/client';
import { ApiError } from '@/lib/api/errors';
import { useIdempotencyKey } from '@/lib/api/use-idempotency-key';

import { FORMS, type Form } from '../reading/body';
import type { Fault } from '../reading/fault';
import { batchKey, batchSchema, PATH, type Batch } from './batch';

export type NewBatch = {
  /** Packed or not, as it was chosen. */
  body: Blob | string;
  packed: boolean;
  form: Form;
  mode: 'all_or_nothing' | 'partial';
  name: string;
  notify: boolean;
  /** Tells this body from another, so that trying again after a lost answer makes no second batch. */
  print: string;
};

export function useCreateBatch(onAccepted: (batch: Batch) => void) {
  const client = useQueryClient();
  const key = useIdempotencyKey();
  return useMutation<Batch, Error, NewBatch>({
    mutationFn: ({ body, packed, form, mode, name, notify, print }) => {
      const query = new URLSearchParams({ mode, name: name.trim(), notify: String(notify) });
      const headers = {
        'Content-Type': FORMS[form].mediaType,
        ...(packed ? { 'Content-Encoding': 'gzip' } : {}),
        ...key.headersFor([print, query.toString()]),
      };
      return request<Batch>(`${PATH}?${query.toString()}`, batchSchema, {
        method: 'POST',
        content: body,
        headers,
      });
    },
    onSettled: () => void client.invalidateQueries({ queryKey: ['usage'] }),
    onSuccess: (batch) => {
      key.accepted();
      client.setQueryData(batchKey(batch.id), batch);
      void client.invalidateQueries({ queryKey: ['batches', 'list'] });
      onAccepted(batch);
    },
  });
}

/** The faults that the server named by their lines: `items.12.region`. */
export function faultsIn(error: Error | null): Fault[] {
  if (!(error instanceof ApiError)) return [];
  return error.details.flatMap(({ field, fault, limit }) => {
    const place = /^items\.(\d+)\.?(.*)$/.exec(field);
    if (!place) return [];
    const told = Array.isArray(limit) ? limit.join(', ') : String(limit ?? '');
    return [
      {
        line: Number(place[1]),
        reference: null,
        field: place[2] === '' ? 'line' : (place[2] ?? 'line'),
        fault,
        limit: told,
      },
    ];
  });
}
