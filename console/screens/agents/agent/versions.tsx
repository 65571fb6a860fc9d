import { Link } from "wouter";
import { useParameter } from "../../../app/address.ts";
import { Button } from "../../../ui/button.tsx";
import { Section } from "../../../ui/page.tsx";
import list from "../../../ui/list.module.css";
import { Ago } from "../../../ui/time.tsx";
import { AliasName } from "../aliases/alias-name.tsx";
import { compareLink, conversationsLink, versionLink } from "./agent-links.ts";
import type { ListedVersion, PageAgent } from "./use-agent.ts";

/** The versions of an agent, the newest first. */
export function Versions({ agent }: { agent: PageAgent }) {
  const [after, setAfter] = useParameter("after");
  const { nodes, pageInfo } = agent.versions ?? { nodes: [], pageInfo: null };
  return (
    <Section title="Versions">
      <ul className={list["list"]}>
        {nodes.map((version) => <VersionRow key={version.id} {...{ agent, version }} />)}
      </ul>
      <div className={list["bar"]}>
        {after !== null && <Button onClick={() => setAfter(null, { push: true })}>Newest</Button>}
        {pageInfo?.hasNextPage && (
          <Button onClick={() => setAfter(pageInfo.endCursor, { push: true })}>Older</Button>
        )}
      </div>
    </Section>
  );
}

function VersionRow({ agent, version }: { agent: PageAgent; version: ListedVersion }) {
  const { number, note, model, createdAt } = version;
  const names = agent.aliases?.filter((alias) => alias.version.number === number) ?? [];
  return (
    <li className={list["row"]}>
      <div className={list["name"]}>
        <Link href={versionLink(agent.name, number)}>Version {number}</Link>{" "}
        {names.map(({ name }) => <AliasName key={name} name={name} />)}
        {note && <p className={list["muted"]}>{note}</p>}
      </div>
      <span className={list["muted"]}>{model}</span>
      <span className={list["muted"]}>
        <Ago at={createdAt} />
      </span>
      <Link href={conversationsLink(agent.name, number)}>Conversations</Link>
      {number > 1 && (
        <Link href={compareLink(agent.name, number - 1, number)}>
          Changes since {number - 1}
        </Link>
      )}
    </li>
  );
}
