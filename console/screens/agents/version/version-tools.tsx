import { Section } from "../../../ui/page.tsx";
import { Status } from "../../../ui/status.tsx";
import { durationWords } from "../../../ui/iso-duration.ts";
import list from "../../../ui/list.module.css";
import type { VersionSpecFragment } from "./version.generated.ts";

type AgentTool = NonNullable<VersionSpecFragment["tools"]>[number];

const policies = {
  AUTO: { value: "UP", word: "runs without approval" },
  ASK: { value: "PENDING", word: "asks for approval" },
  DENY: { value: "REJECTED", word: "never runs" },
} as const;

/** The tools of a version, whether they ask, and whether their server changed them. */
export function VersionTools({ tools }: { tools: readonly AgentTool[] }) {
  if (tools.length === 0) return null;
  return (
    <Section title="Tools">
      <ul className={list["list"]}>
        {tools.map((tool) => <ToolRow key={`${tool.server}.${tool.tool.name}`} agentTool={tool} />)}
      </ul>
    </Section>
  );
}

function ToolRow({ agentTool }: { agentTool: AgentTool }) {
  const { server, tool, policy, approvalTimeout, approveOnTimeout, drifted } = agentTool;
  const outcome = approveOnTimeout ? "approved" : "rejected";
  return (
    <li className={list["row"]}>
      <div className={list["name"]}>
        <code>{server}.{tool.name}</code>
        {tool.description && <p className={list["muted"]}>{tool.description}</p>}
      </div>
      {drifted && <Status value="WAITING" word="changed at its server" />}
      <Status {...policies[policy]} />
      {policy === "ASK" && (
        <span className={list["muted"]}>
          {outcome} without a decision in {durationWords(approvalTimeout)}
        </span>
      )}
    </li>
  );
}
