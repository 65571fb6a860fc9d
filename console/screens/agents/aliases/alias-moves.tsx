import { Link } from "wouter";
import { Section } from "../../../ui/page.tsx";
import list from "../../../ui/list.module.css";
import { Ago } from "../../../ui/time.tsx";
import { versionLink } from "../agent/agent-links.ts";
import type { PageAgent } from "../agent/use-agent.ts";
import { AliasName } from "./alias-name.tsx";

/** Who pointed which alias at which version, the latest move first. */
export function AliasMoves({ agent }: { agent: PageAgent }) {
  const { nodes, pageInfo } = agent.aliasMoves ?? { nodes: [], pageInfo: null };
  if (nodes.length === 0) return null;
  return (
    <Section title="Moves of aliases">
      <ul className={list["list"]}>
        {nodes.map(({ alias, version, movedAt, movedBy }) => (
          <li key={`${alias} ${movedAt} ${version?.number}`} className={list["row"]}>
            <div className={list["name"]}>
              <AliasName name={alias} /> {version
                ? (
                  <>
                    pointed at{" "}
                    <Link href={versionLink(agent.name, version.number)}>
                      version {version.number}
                    </Link>
                  </>
                )
                : "removed"}
            </div>
            <span className={list["muted"]}>
              <Ago at={movedAt} /> by {movedBy.name}
            </span>
          </li>
        ))}
      </ul>
      {pageInfo?.hasNextPage && <p className={list["muted"]}>Earlier moves are in the audit.</p>}
    </Section>
  );
}
