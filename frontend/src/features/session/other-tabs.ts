import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

const NAME = 'groundplan-session';

/** All tabs share one session: what was done to it here is to be seen there, before something is sent for the wrong one. */
export function tellOtherTabs(): void {
  const channel = new BroadcastChannel(NAME);
  channel.postMessage('changed');
  channel.close();
}

/** Reads everything anew when another tab signs out or changes the organization. */
export function useOtherTabs(): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const channel = new BroadcastChannel(NAME);
    channel.addEventListener('message', () => void queryClient.resetQueries());
    return () => {
      channel.close();
    };
  }, [queryClient]);
}
