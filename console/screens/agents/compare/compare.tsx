import { useLocation } from "wouter";
import { useParameter } from "../../../app/address.ts";
import { useApiQuery } from "../../../api/use-api-query.ts";
import { Button } from "../../../ui/button.tsx";
import { Loading } from "../../../ui/loading.tsx";
import { Notice } from "../../../ui/notice.tsx";
import list from "../../../ui/list.module.css";
import { compareLink } from "../agent/agent-links.ts";
import type { PageAgent } from "../agent/use-agent.ts";
import { VersionSelect } from "../agent/version-select.tsx";
import { Changes } from "./changes.tsx";
import { agentChanges } from "./compare.generated.ts";

/** What differs between any two versions. The address holds them. */
export function Compare({ agent }: { agent: PageAgent }) {
  const [fromText, setFrom] = useParameter("from");
  const [toText, setTo] = useParameter("to");
  const latest = agent.versions?.nodes[0]?.number ?? 1;
  const to = Number(toText ?? latest);
  const from = Number(fromText ?? Math.max(1, to - 1));
  const { data, isLoading, fault } = useApiQuery(agentChanges, { name: agent.name, from, to });
  const version = data?.agent?.version;
  return (
    <>
      <div className={list["bar"]}>
        <VersionSelect
          label="From version"
          agent={agent}
          value={from}
          onChange={(number) => setFrom(String(number))}
        />
        <VersionSelect
          label="To version"
          agent={agent}
          value={to}
          onChange={(number) => setTo(String(number))}
        />
        <Swap agent={agent.name} {...{ from, to }} />
      </div>
      {fault && <Notice kind="fault">{fault}</Notice>}
      {isLoading && <Loading what="the changes" />}
      {version?.changes && <Changes changes={version.changes} />}
      {version?.changes?.length === 0 && <p>Version {from} and version {to} do not differ.</p>}
      {version?.changes === null && (
        <Notice>There is no such version, or you lack the scope agents:read:spec.</Notice>
      )}
    </>
  );
}

/** Compares in the other direction. */
function Swap({ agent, from, to }: { agent: string; from: number; to: number }) {
  const [, navigate] = useLocation();
  return <Button onClick={() => navigate(compareLink(agent, to, from))}>Swap</Button>;
}
