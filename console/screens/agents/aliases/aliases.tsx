import { useState } from "react";
import { Link } from "wouter";
import { useCan } from "../../../api/viewer.tsx";
import { Button } from "../../../ui/button.tsx";
import { Section } from "../../../ui/page.tsx";
import list from "../../../ui/list.module.css";
import { Ago } from "../../../ui/time.tsx";
import { versionLink } from "../agent/agent-links.ts";
import type { Alias, PageAgent } from "../agent/use-agent.ts";
import { aliasScope } from "./alias-scope.ts";
import { AliasName } from "./alias-name.tsx";
import { type AliasMove, MoveAlias } from "./move-alias.tsx";
import { rollbackTarget } from "./rollback.ts";

/** The aliases of an agent, and how to move them. */
export function Aliases({ agent, onChanged }: { agent: PageAgent; onChanged: () => void }) {
  const can = useCan();
  const [move, setMove] = useState<AliasMove | null>(null);
  const canAdd = !agent.archivedAt && (can("agents:write") || can("agents:promote"));
  const first = agent.versions?.nodes[0]?.number ?? null;
  return (
    <Section
      title="Aliases"
      actions={canAdd && (
        <Button
          icon="plus"
          onClick={() => setMove({ alias: "", from: null, to: first })}
        >
          New alias…
        </Button>
      )}
    >
      {agent.aliases?.length === 0 && (
        <p>None. A conversation that names no version starts with the latest one.</p>
      )}
      {agent.aliases && agent.aliases.length > 0 && (
        <ul className={list["list"]}>
          {agent.aliases.map((alias) => (
            <AliasRow key={alias.name} {...{ agent, alias }} onMove={setMove} />
          ))}
        </ul>
      )}
      {move && (
        <MoveAlias
          {...{ agent, move, onChanged }}
          onClose={() => setMove(null)}
        />
      )}
    </Section>
  );
}

function AliasRow(
  { agent, alias, onMove }: {
    agent: PageAgent;
    alias: Alias;
    onMove: (move: AliasMove) => void;
  },
) {
  const can = useCan();
  const { name, version, movedAt, movedBy } = alias;
  const from = version.number;
  // The newest one that it does not point at yet.
  const other = agent.versions?.nodes.find(({ number }) => number !== from)?.number;
  const back = rollbackTarget(agent.aliasMoves?.nodes ?? [], name, from);
  return (
    <li className={list["row"]}>
      <div className={list["name"]}>
        <AliasName name={name} /> points at{" "}
        <Link href={versionLink(agent.name, from)}>version {from}</Link>
      </div>
      <span className={list["muted"]}>
        moved <Ago at={movedAt} /> by {movedBy.name}
      </span>
      {can(aliasScope(name)) && !agent.archivedAt && (
        <>
          {back !== null && (
            <Button onClick={() => onMove({ alias: name, from, to: back })}>
              Roll back to {back}…
            </Button>
          )}
          {other !== undefined && (
            <Button onClick={() => onMove({ alias: name, from, to: other })}>Move…</Button>
          )}
          <Button kind="plain" onClick={() => onMove({ alias: name, from, to: null })}>
            Remove…
          </Button>
        </>
      )}
    </li>
  );
}
