import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';

import { request } from '@/lib/api/client';

import {
  conversationKeys,
  conversationPath,
  shownSchema,
  type SheetChange,
  type ShownConversation,
} from './conversation';

function patch(id: string, body: { title?: string; sheet?: SheetChange }): Promise<ShownConversation> {
  return request(conversationPath(id), shownSchema, { method: 'PATCH', body });
}

export function useRename(id: string) {
  const client = useQueryClient();
  return useMutation<ShownConversation, Error, string>({
    mutationFn: (title) => patch(id, { title }),
    onSuccess: ({ title }) => {
      keep(client, id, (shown) => ({ ...shown, title }));
      return client.invalidateQueries({ queryKey: conversationKeys.lists });
    },
  });
}

/**
 * Sets parts of the sheet, one change after the other. The page shows each at once, so that the next one, which names
 * the whole list again, has the one before in it; what the API refuses is taken back.
 */
export function useSheetChange(id: string) {
  const client = useQueryClient();
  return useMutation<ShownConversation, Error, SheetChange, ShownConversation | undefined>({
    mutationKey: sheetKey(id),
    scope: { id: `sheet ${id}` },
    mutationFn: (sheet) => patch(id, { sheet }),
    onMutate: async (change) => {
      await client.cancelQueries({ queryKey: conversationKeys.one(id) });
      const before = client.getQueryData<ShownConversation>(conversationKeys.one(id));
      keep(client, id, (shown) => ({ ...shown, sheet: { ...shown.sheet, ...change } }));
      return before;
    },
    onError: (_error, change, before) => {
      if (!before) return;
      const names = Object.keys(change) as (keyof SheetChange)[];
      const back = Object.fromEntries(names.map((name) => [name, before.sheet[name]]));
      keep(client, id, (shown) => ({ ...shown, sheet: { ...shown.sheet, ...back } }));
    },
    onSettled: async () => {
      // What is read now would lack the changes that still wait.
      if (client.isMutating({ mutationKey: sheetKey(id) }) <= 1)
        await client.invalidateQueries({ queryKey: conversationKeys.one(id) });
    },
  });
}

/** Puts the sheet back by one step: what was set last, or what the last turn changed. */
export function useSheetUndo(id: string) {
  const client = useQueryClient();
  return useMutation({
    scope: { id: `sheet ${id}` },
    mutationFn: () => request(conversationPath(id, '/sheet/undo'), shownSchema, { method: 'POST' }),
    onSuccess: (shown) => {
      client.setQueryData(conversationKeys.one(id), shown);
    },
  });
}

const sheetKey = (id: string): string[] => ['sheet', id];

function keep(
  client: QueryClient,
  id: string,
  change: (shown: ShownConversation) => ShownConversation,
): void {
  client.setQueryData<ShownConversation>(conversationKeys.one(id), (shown) => shown && change(shown));
}
