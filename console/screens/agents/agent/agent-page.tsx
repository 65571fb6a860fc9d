import { Link } from "wouter";
import { useParameter } from "../../../app/address.ts";
import { links } from "../../../app/links.ts";
import { KeptData } from "../../../ui/kept.tsx";
import { Loading } from "../../../ui/loading.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Page } from "../../../ui/page.tsx";
import { Tabs } from "../../../ui/tabs.tsx";
import { Compare } from "../compare/compare.tsx";
import { VersionPage } from "../version/version-page.tsx";
import { ArchiveButton } from "./archive-button.tsx";
import { Overview } from "./overview.tsx";
import { type PageAgent, useAgent } from "./use-agent.ts";

const tabs = [
  { name: "overview", title: "Versions and aliases" },
  { name: "version", title: "Specification" },
  { name: "compare", title: "Compare" },
] as const;

/** The page of an agent. */
export function AgentPage({ name }: { name: string }) {
  const { agent, kept, isLoading, isMissing, fault, refetch } = useAgent(name);
  return (
    <Page
      title={name}
      above={<Link href={links.agent()}>Agents</Link>}
      actions={agent && <ArchiveButton agent={agent} onChanged={refetch} />}
    >
      {isLoading && <Loading what="the agent" />}
      {isMissing && <p>There is no agent with this name, or you may not read it.</p>}
      <KeptData {...kept} fault={fault}>
        {agent && <Views agent={agent} onChanged={refetch} />}
      </KeptData>
    </Page>
  );
}

function Views({ agent, onChanged }: { agent: PageAgent; onChanged: () => void }) {
  const [view, setView] = useParameter("view");
  const selected = tabs.find((tab) => tab.name === view)?.name ?? "overview";
  return (
    <>
      {agent.archivedAt && (
        <Notice>
          The agent is archived: no conversation starts with it, open ones continue.
        </Notice>
      )}
      {agent.description && <p>{agent.description}</p>}
      <Tabs
        label={`Views of ${agent.name}`}
        tabs={tabs}
        selected={selected}
        onSelect={(name) => setView(name === "overview" ? null : name, { push: true })}
      />
      {selected === "overview" && <Overview {...{ agent, onChanged }} />}
      {selected === "version" && <VersionPage agent={agent} />}
      {selected === "compare" && <Compare agent={agent} />}
    </>
  );
}
