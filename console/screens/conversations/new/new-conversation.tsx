import { type FormEvent, useRef, useState } from "react";
import { useLocation } from "wouter";
import { useMutation } from "../../../api/use-mutation.ts";
import { links } from "../../../app/links.ts";
import { useAnnounce } from "../../../ui/announcer.tsx";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Select, TextArea, TextField } from "../../../ui/field.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { consoleStart } from "./new.generated.ts";
import css from "./new-conversation.module.css";

/** An agent to start with. */
export interface AgentChoice {
  readonly name: string;
  readonly description: string | null;
}

/** The dialog that starts a conversation and opens it. */
export function NewConversation(
  { isOpen, onClose, agents, agent }: {
    isOpen: boolean;
    onClose: () => void;
    agents: readonly AgentChoice[];
    /** The agent that is chosen at first. */
    agent: string;
  },
) {
  return (
    <Dialog title="New conversation" isOpen={isOpen} onClose={onClose}>
      {agents.length === 0
        ? <p>There is no agent to talk to. Register one first: the page Agents shows how.</p>
        : <NewForm agents={agents} first={agent} />}
    </Dialog>
  );
}

function NewForm({ agents, first }: { agents: readonly AgentChoice[]; first: string }) {
  const [draft, setDraft] = useState({
    agent: first || (agents[0]?.name ?? ""),
    title: "",
    text: "",
  });
  const { run, isRunning, fault } = useMutation(consoleStart);
  const [, navigate] = useLocation();
  const announce = useAnnounce();
  // One key for one draft: sending again after a lost answer does not start a second conversation.
  const key = useRef({ draft, key: crypto.randomUUID() });
  const change = (part: Partial<typeof draft>) => setDraft((was) => ({ ...was, ...part }));
  const start = async (event: FormEvent) => {
    event.preventDefault();
    if (key.current.draft !== draft) key.current = { draft, key: crypto.randomUUID() };
    const { agent, title, text } = draft;
    const content = text.trim() === "" ? null : [{ text }];
    const input = { agent, title: title.trim() || null, content, labels: [] };
    const answer = await run({ ...input, idempotencyKey: key.current.key });
    if (!answer.ok) return;
    announce("The conversation has started.");
    navigate(links.conversation(answer.value.conversation.id));
  };
  const chosen = agents.find(({ name }) => name === draft.agent);
  const issue = (field: string) => fault?.issues.find(({ path }) => path[0] === field)?.message;
  return (
    <form className={css["form"]} onSubmit={(event) => void start(event)}>
      <Select
        label="Agent"
        value={draft.agent}
        hint={chosen?.description ?? undefined}
        fault={issue("agent")}
        onChange={(event) => change({ agent: event.currentTarget.value })}
      >
        {agents.map(({ name }) => <option key={name} value={name}>{name}</option>)}
      </Select>
      <TextArea
        label="First message"
        rows={4}
        maxLength={32_000}
        data-autofocus=""
        value={draft.text}
        fault={issue("content")}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      <TextField
        label="Title (optional)"
        maxLength={200}
        value={draft.title}
        fault={issue("title")}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      {fault && <Notice kind="fault">{fault.message}</Notice>}
      <Button type="submit" kind="primary" icon="play" isBusy={isRunning}>Start</Button>
    </form>
  );
}
