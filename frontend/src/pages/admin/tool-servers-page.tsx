import { ToolServersView } from '@/features/admin/tool-servers/tool-servers-view';
import { useSession } from '@/features/session/session-context';

import { usePageTitle } from '../use-page-title';

export function ToolServersPage() {
  usePageTitle('Tool servers');
  const { staff = false } = useSession();
  return (
    <>
      <p className="mb-5 max-w-[90ch] text-sm text-muted">
        The MCP servers that agents look things up with: read-only, and only the tools that a person has
        approved.
      </p>
      <ToolServersView staff={staff} />
    </>
  );
}
