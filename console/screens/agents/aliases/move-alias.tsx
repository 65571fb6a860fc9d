import { useState } from "react";
import { Link } from "wouter";
import { useMutation } from "../../../api/use-mutation.ts";
import { useAnnounce } from "../../../ui/announcer.tsx";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { TextField } from "../../../ui/field.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { compareLink } from "../agent/agent-links.ts";
import type { PageAgent } from "../agent/use-agent.ts";
import { VersionSelect } from "../agent/version-select.tsx";
import { consoleSetAlias } from "./aliases.generated.ts";
import { type Move, moveWords } from "./move-words.ts";

/** A move to confirm. */
export type AliasMove = Move;

/** Points an alias at a version, or removes it, after it said what that affects. */
export function MoveAlias(
  { agent, move, onChanged, onClose }: {
    agent: PageAgent;
    move: AliasMove;
    onChanged: () => void;
    onClose: () => void;
  },
) {
  const announce = useAnnounce();
  const { run, isRunning, fault } = useMutation(consoleSetAlias);
  const [alias, setAlias] = useState(move.alias);
  const [to, setTo] = useState(move.to);
  const { from } = move;
  const words = moveWords({ alias, from, to }, agent.versions?.nodes[0]?.number ?? null);
  const isReady = alias.trim() !== "" && from !== to;
  const submit = async () => {
    const answer = await run({
      agent: agent.name,
      alias: alias.trim(),
      version: to,
      expectedVersion: from,
    });
    onChanged();
    if (!answer.ok) return;
    announce(to === null ? `Removed ${alias}.` : `${alias} points at version ${to}.`);
    onClose();
  };
  const title = move.to === null
    ? `Remove ${move.alias}`
    : from === null
    ? "New alias"
    : `Move ${move.alias}`;
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <Button
          kind={to === null ? "danger" : "primary"}
          isBusy={isRunning}
          disabled={!isReady}
          onClick={() => void submit()}
        >
          {to === null ? "Remove" : "Point it at this version"}
        </Button>
      }
    >
      {from === null && (
        <TextField
          label="Name of the alias"
          hint="Lower-case letters, digits and -, such as stable or beta"
          maxLength={64}
          value={alias}
          onChange={(event) => setAlias(event.currentTarget.value)}
        />
      )}
      {move.to !== null && (
        <VersionSelect label="Version" agent={agent} value={to} onChange={setTo} />
      )}
      {words.map((sentence) => <p key={sentence}>{sentence}</p>)}
      {from !== null && to !== null && from !== to && (
        <p>
          <Link href={compareLink(agent.name, from, to)}>Compare version {from} with {to}</Link>
        </p>
      )}
      {fault && <Notice kind="fault">{fault.issues[0]?.message ?? fault.message}</Notice>}
    </Dialog>
  );
}
