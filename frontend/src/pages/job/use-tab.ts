import { useSearchParams } from 'react-router';

const QUIET = { replace: true, preventScrollReset: true };

/** The tab, and what is chosen in it, stand in the address, so that a link shows what its sender saw. */
export function useTab(first: string, firstFile: string) {
  const [query, setQuery] = useSearchParams();
  return {
    tab: query.get('tab') ?? first,
    file: query.get('file') ?? firstFile,
    /** Line of the file, from 1. */
    line: Number(query.get('line')) || null,
    component: query.get('component'),
    /** The job that a comparison begins with. */
    compared: query.get('with'),
    comparedFile: query.get('file'),
    /** The finding of the review that is open. */
    finding: query.get('finding'),
    onFinding: (finding: string | null) => {
      setQuery({ tab: 'review', ...(finding === null ? {} : { finding }) }, QUIET);
    },
    onTab: (tab: string) => {
      setQuery({ tab }, QUIET);
    },
    onFile: (file: string) => {
      setQuery({ tab: 'files', file }, QUIET);
    },
    onLine: (file: string, line: number) => {
      setQuery({ tab: 'files', file, line: String(line) }, QUIET);
    },
    onComponent: (component: string | null) => {
      setQuery({ tab: 'diagram', ...(component === null ? {} : { component }) }, QUIET);
    },
    onCompared: (jobId: string, file: string | null) => {
      setQuery({ tab: 'compare', with: jobId, ...(file === null ? {} : { file }) }, QUIET);
    },
    fileHref: (file: string, line: number) =>
      `?${new URLSearchParams({ tab: 'files', file, line: String(line) })}`,
  };
}
