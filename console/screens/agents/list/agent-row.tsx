import { Link } from "wouter";
import { links } from "../../../app/links.ts";
import list from "../../../ui/list.module.css";
import { Status } from "../../../ui/status.tsx";
import { Ago } from "../../../ui/time.tsx";
import { AliasName } from "../aliases/alias-name.tsx";
import type { AgentListQuery } from "./agent-list.generated.ts";

type ListedAgent = NonNullable<AgentListQuery["agents"]>["nodes"][number];

/** An agent in the list. */
export function AgentRow({ agent }: { agent: ListedAgent }) {
  const { name, description, version, aliases, archivedAt } = agent;
  return (
    <li className={list["row"]}>
      <div className={list["name"]}>
        <Link href={links.agent(name)} data-row="">{name}</Link>
        {description && <p className={list["muted"]}>{description}</p>}
      </div>
      {archivedAt && <Status value="CLOSED" word="archived" />}
      {aliases?.map((alias) => (
        <AliasName key={alias.name} name={alias.name} version={alias.version.number} />
      ))}
      {version && (
        <span className={list["muted"]}>
          version {version.number}, {version.model}, <Ago at={version.createdAt} />
        </span>
      )}
    </li>
  );
}
