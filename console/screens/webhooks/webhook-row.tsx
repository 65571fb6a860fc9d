import { Link } from "wouter";
import { links } from "../../app/links.ts";
import list from "../../ui/list.module.css";
import { Status } from "../../ui/status.tsx";
import type { ConsoleWebhookRowFragment } from "./webhooks.generated.ts";

/** A webhook in the list: where it sends, and whether that works. */
export function WebhookRow({ webhook }: { webhook: ConsoleWebhookRowFragment }) {
  const { id, name, address, paused, waiting, dead } = webhook;
  return (
    <li className={list["row"]}>
      <div className={list["name"]}>
        <Link href={links.webhooks(id)}>{name}</Link>
        <div className={list["muted"]}>{address}</div>
        {paused && <div className={list["muted"]}>{paused.reason}</div>}
      </div>
      <span className={list["muted"]}>
        {waiting > 0 && `${waiting} waiting`}
        {waiting > 0 && dead > 0 && ", "}
        {dead > 0 && `${dead} failed for good`}
      </span>
      <StateOf webhook={webhook} />
    </li>
  );
}

/** Whether it sends: paused, failing, or in order. */
export function StateOf({ webhook: { paused, failingSince } }: {
  webhook: Pick<ConsoleWebhookRowFragment, "paused" | "failingSince">;
}) {
  if (paused) return <Status value="PAUSED" />;
  return failingSince ? <Status value="DOWN" word="failing" /> : <Status value="UP" word="sends" />;
}
