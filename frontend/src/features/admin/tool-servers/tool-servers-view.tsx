import { EmptyState } from '@/components/ui/empty-state';
import { LoadingNote } from '@/components/ui/loading-note';
import { QueryError } from '@/components/ui/query-error';
import { useOnline } from '@/lib/api/use-online';

import { useToolServers } from '../api/get-tool-servers';
import { Freshness } from './freshness';
import { OffServers } from './off-servers';
import { ServerCard } from './server-card';
import { serversOf } from './standing';

/** Every MCP server, as the workers see them, brought up to date by itself. */
export function ToolServersView({ staff = false }: { staff?: boolean }) {
  const online = useOnline();
  const query = useToolServers({ live: online, staff });
  if (!query.data) {
    if (query.isError)
      return <QueryError what="The tool servers" error={query.error} retry={() => void query.refetch()} />;
    return <LoadingNote what="the tool servers" paused={query.fetchStatus === 'paused'} />;
  }
  const servers = serversOf(query.data);
  const on = servers.filter(({ isOff }) => !isOff);
  return (
    <div className="space-y-5">
      <Freshness at={query.dataUpdatedAt} online={online} error={query.error} />
      {servers.length === 0 && (
        <EmptyState title="No worker tells of its servers">
          Workers say every few seconds how their servers do; none has within the last minute. Jobs wait until
          one runs.
        </EmptyState>
      )}
      {servers.length > 0 && on.length === 0 && (
        <EmptyState title="Every server is turned off">
          Designs are made without looking anything up.
        </EmptyState>
      )}
      {on.map((server) => (
        <ServerCard key={server.name} server={server} />
      ))}
      <OffServers servers={servers.filter(({ isOff }) => isOff)} />
    </div>
  );
}
