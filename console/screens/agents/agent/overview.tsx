import { AliasMoves } from "../aliases/alias-moves.tsx";
import { Aliases } from "../aliases/aliases.tsx";
import { TryVersion } from "../version/try-version.tsx";
import type { PageAgent } from "./use-agent.ts";
import { Versions } from "./versions.tsx";

/** An agent's aliases and versions, and a field to try it. */
export function Overview({ agent, onChanged }: { agent: PageAgent; onChanged: () => void }) {
  const stable = agent.aliases?.find(({ name }) => name === "stable")?.version.number;
  const latest = agent.versions?.nodes[0]?.number;
  const tried = stable ?? latest;
  return (
    <>
      {tried !== undefined && !agent.archivedAt && <TryVersion agent={agent.name} number={tried} />}
      <Aliases {...{ agent, onChanged }} />
      <Versions agent={agent} />
      <AliasMoves agent={agent} />
    </>
  );
}
