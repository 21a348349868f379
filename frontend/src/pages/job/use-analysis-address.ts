import { useSearchParams } from 'react-router';

const QUIET = { replace: true, preventScrollReset: true };

/** What of a comparison is open stands in the address, so that a link shows what its sender saw. */
export function useAnalysisAddress() {
  const [query, setQuery] = useSearchParams();
  const before = query.get('before');
  /** The comparison before stays with it, whatever else is opened. */
  const show = (what: Record<string, string>): void => {
    setQuery({ ...what, ...(before === null ? {} : { before }) }, QUIET);
  };
  return {
    tab: query.get('tab') ?? 'options',
    file: query.get('file') ?? 'comparison.md',
    /** The job that this comparison was made again from. */
    before,
    /** Whose diagram is open. */
    diagram: query.get('diagram'),
    /** Whose findings are listed, and which of them is open. */
    findings: query.get('findings'),
    finding: query.get('finding'),
    onTab: (tab: string) => {
      show({ tab });
    },
    onFile: (file: string) => {
      show({ tab: 'files', file });
    },
    onDiagram: (option: string | null) => {
      show(option === null ? {} : { diagram: option });
    },
    onFindings: (option: string | null, finding: string | null = null) => {
      show({
        ...(option === null ? {} : { findings: option }),
        ...(finding === null ? {} : { finding }),
      });
    },
  };
}
