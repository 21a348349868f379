import { useEffect } from 'react';

/** Sets the title of the window: what this page is, then the product. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Groundplan`;
  }, [title]);
}
