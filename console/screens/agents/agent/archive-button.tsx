import { useCan } from "../../../api/viewer.tsx";
import { useMutation } from "../../../api/use-mutation.ts";
import { useAnnounce } from "../../../ui/announcer.tsx";
import { Button } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { consoleArchiveAgent } from "./agent-page.generated.ts";
import type { PageAgent } from "./use-agent.ts";

/** Archives an agent, or takes it back into use: either can be undone. */
export function ArchiveButton({ agent, onChanged }: { agent: PageAgent; onChanged: () => void }) {
  const can = useCan();
  const announce = useAnnounce();
  const { run, isRunning, fault } = useMutation(consoleArchiveAgent);
  if (!can("agents:write")) return null;
  const isArchived = agent.archivedAt !== null;
  const change = async () => {
    const answer = await run({ agent: agent.name, archived: !isArchived });
    if (answer.ok) announce(isArchived ? "Taken back into use." : "Archived.");
    onChanged();
  };
  return (
    <>
      {fault && <Notice kind="fault">{fault.message}</Notice>}
      <Button
        isBusy={isRunning}
        title={isArchived ? undefined : "No conversation starts with an archived agent"}
        onClick={() => void change()}
      >
        {isArchived ? "Take back into use" : "Archive"}
      </Button>
    </>
  );
}
