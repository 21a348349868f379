import { useEffect } from 'react';
import { useLocation } from 'react-router';

/** Parts above may still come and push it down; who does something by then is not pulled back. */
const PATIENCE_MS = 10_000;
const BY_HAND = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

/** Shows the part that an address ends with (`#webhooks`), as soon as it is there: most of a page comes after its frame. */
export function useLinkedPart(): void {
  const { pathname, hash } = useLocation();
  useEffect(() => {
    if (!hash) return;
    const show = (): void => {
      document.getElementById(hash.slice(1))?.scrollIntoView();
    };
    const observer = new MutationObserver(show);
    const stop = (): void => {
      observer.disconnect();
    };
    observer.observe(document.body, { childList: true, subtree: true });
    const patience = window.setTimeout(stop, PATIENCE_MS);
    for (const event of BY_HAND) window.addEventListener(event, stop, { passive: true });
    show();
    return () => {
      stop();
      window.clearTimeout(patience);
      for (const event of BY_HAND) window.removeEventListener(event, stop);
    };
  }, [pathname, hash]);
}
