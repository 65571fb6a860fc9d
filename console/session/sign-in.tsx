import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";
import { checkToken } from "./check-token.ts";
import type { Session } from "./session.ts";
import type { SignInOptions } from "./sign-in-options.ts";
import css from "./sign-in.module.css";

/** Asks for an API key, or leads to an issuer. `note`: why it asks. */
export function SignIn(
  { session, options, note }: { session: Session; options: SignInOptions; note?: string },
) {
  const [fault, setFault] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className={css["card"]}>
      <h1 ref={heading} tabIndex={-1}>Sign in to Tramontane</h1>
      {note && <Notice>{note}</Notice>}
      {fault && <Notice kind="fault">{fault}</Notice>}
      {options.issuers.map((issuer) => (
        <Button
          key={issuer.token + issuer.clientId}
          kind="primary"
          onClick={() =>
            void session.begin(issuer).catch((error) => setFault(String(error.message)))}
        >
          Sign in with {issuer.name}
        </Button>
      ))}
      <KeyForm session={session} />
    </div>
  );
}

function KeyForm({ session }: { session: Session }) {
  const [key, setKey] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const refused = await checkToken(key.trim());
    setBusy(false);
    setFault(refused);
    if (refused === null) session.useToken(key.trim());
  };
  return (
    <form className={css["form"]} onSubmit={(event) => void submit(event)}>
      <TextField
        label="API key"
        type="password"
        autoComplete="off"
        spellCheck={false}
        required
        value={key}
        fault={fault}
        hint="It stays in this tab and ends with it. Create one with: deno task keys create"
        onChange={(event) => setKey(event.currentTarget.value)}
      />
      <Button type="submit" isBusy={isBusy}>Sign in with the key</Button>
    </form>
  );
}
