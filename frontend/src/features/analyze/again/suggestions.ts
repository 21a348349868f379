/** Pins that suggest themselves: what the options differ in. */
import type { Option } from '../api/analysis';

const MOST = 4;

/** `must use Amazon Aurora…`, `no AWS WAF web ACL`: without those that are pinned already. */
export function suggestPins(options: Option[], pinned: string[]): string[] {
  const pins = options
    .flatMap(({ differences }) => differences)
    .flatMap(({ kind, before, after }) => {
      if (kind === 'replaced' || kind === 'added') return [`must use ${after}`];
      return kind === 'removed' ? [`no ${before}`, `must use ${before}`] : [];
    });
  return [...new Set(pins)].filter((pin) => !pinned.includes(pin)).slice(0, MOST);
}
