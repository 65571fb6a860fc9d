import { useState } from "react";
import { useApiQuery } from "../../api/use-api-query.ts";
import { useCan } from "../../api/viewer.tsx";
import { Button } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { BulkPanel } from "./bulk/bulk-panel.tsx";
import { FilterBar } from "./filters/filter-bar.tsx";
import { useFilters } from "./filters/use-filters.ts";
import { consoleAgentNames } from "./list/list.generated.ts";
import { Matches } from "./matches.tsx";
import { NewConversation } from "./new/new-conversation.tsx";

/** The screen Conversations: what every conversation does, and what can be done with many of them. */
export function ConversationsScreen() {
  const can = useCan();
  const filters = useFilters();
  const [isStarting, setStarting] = useState(false);
  const agents = useApiQuery(consoleAgentNames, {}).data?.agents?.nodes ?? [];
  const usable = agents.filter(({ archivedAt, version }) => archivedAt === null && version);
  return (
    <Page
      title="Conversations"
      actions={can("conversations:write") && (
        <Button
          kind="primary"
          icon="plus"
          onClick={() => setStarting(true)}
        >
          New conversation
        </Button>
      )}
    >
      <FilterBar
        filters={filters}
        agents={agents.map(({ name }) => name)}
        canSeeCost={can("usage:read")}
      />
      <BulkPanel />
      <Matches filters={filters} />
      <NewConversation
        isOpen={isStarting}
        onClose={() => setStarting(false)}
        agents={usable}
        agent={filters.value("agent")}
      />
    </Page>
  );
}
