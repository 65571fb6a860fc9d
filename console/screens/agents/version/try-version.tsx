import { type FormEvent, useState } from "react";
import { useLocation } from "wouter";
import { links } from "../../../app/links.ts";
import { useCan } from "../../../api/viewer.tsx";
import { useMutation } from "../../../api/use-mutation.ts";
import { Button } from "../../../ui/button.tsx";
import { TextField } from "../../../ui/field.tsx";
import { consoleTryVersion } from "./version.generated.ts";
import css from "./version.module.css";

/** Starts a conversation with a version, and goes to it. */
export function TryVersion({ agent, number }: { agent: string; number: number }) {
  const can = useCan();
  const [text, setText] = useState("");
  const [, navigate] = useLocation();
  const { run, isRunning, fault } = useMutation(consoleTryVersion);
  if (!can("conversations:write")) return null;
  const start = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "" || isRunning) return;
    const content = [{ text }];
    const answer = await run({ agent, version: { number }, content, labels: [] });
    if (answer.ok) navigate(links.conversation(answer.value.conversation.id));
  };
  return (
    <form className={css["try"]} onSubmit={start}>
      <TextField
        label={`Try version ${number}: your message starts a conversation with it`}
        fault={fault && (fault.issues[0]?.message ?? fault.message)}
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button
        {...{ type: "submit", kind: "primary", isBusy: isRunning }}
        disabled={text.trim() === ""}
      >
        Try it
      </Button>
    </form>
  );
}
