import { useParameter } from "../../../app/address.ts";
import { useApiQuery } from "../../../api/use-api-query.ts";
import { useCan } from "../../../api/viewer.tsx";
import { Loading } from "../../../ui/loading.tsx";
import { Notice } from "../../../ui/notice.tsx";
import list from "../../../ui/list.module.css";
import type { PageAgent } from "../agent/use-agent.ts";
import { VersionSelect } from "../agent/version-select.tsx";
import { Drift } from "./drift.tsx";
import { Summary } from "./summary.tsx";
import { SpecParts } from "./spec-parts.tsx";
import { TryVersion } from "./try-version.tsx";
import { agentVersionPage } from "./version.generated.ts";
import { VersionTools } from "./version-tools.tsx";

/** The specification of the version that the address names, or of the latest one. */
export function VersionPage({ agent }: { agent: PageAgent }) {
  const can = useCan();
  const [selected, select] = useParameter("version");
  const number = Number(selected ?? agent.versions?.nodes[0]?.number);
  const { data, isLoading, fault } = useApiQuery(agentVersionPage, { name: agent.name, number }, {
    pause: !Number.isInteger(number),
  });
  const version = data?.agent?.version;
  return (
    <>
      <div className={list["bar"]}>
        <VersionSelect
          label="Version"
          agent={agent}
          value={number}
          onChange={(to) => select(String(to), { push: true })}
        />
      </div>
      {fault && <Notice kind="fault">{fault}</Notice>}
      {isLoading && <Loading what="the version" />}
      {data && !version && <p>There is no version {number}.</p>}
      {!can("agents:read:spec") && (
        <Notice>You lack the scope agents:read:spec, so the specification is hidden.</Notice>
      )}
      {version && (
        <>
          {!agent.archivedAt && <TryVersion agent={agent.name} number={version.number} />}
          <Drift version={version} />
          <Summary agent={agent.name} version={version} />
          <SpecParts version={version} />
          <VersionTools tools={version.tools ?? []} />
        </>
      )}
    </>
  );
}
