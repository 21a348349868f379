import { useSearchParams } from 'react-router';

/** The tab and the file stand in the address, so that a link shows what its sender saw. */
export function useTab(first: string, firstFile: string) {
  const [query, setQuery] = useSearchParams();
  return {
    tab: query.get('tab') ?? first,
    file: query.get('file') ?? firstFile,
    onTab: (tab: string) => {
      setQuery({ tab }, { replace: true, preventScrollReset: true });
    },
    onFile: (file: string) => {
      setQuery({ tab: 'files', file }, { replace: true, preventScrollReset: true });
    },
  };
}
