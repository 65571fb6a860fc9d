import { Link } from "wouter";
import { links } from "../../../app/links.ts";
import { Empty } from "../../../ui/notice.tsx";

/** For a viewer who may not read the calls of the whole tenant: where those of the viewer's conversations are. */
export function OwnCalls() {
  return (
    <Empty title="Calls of your conversations wait in the conversations.">
      <p>This list has the calls of the whole tenant, which your roles do not show.</p>
      <p>
        <Link href={`${links.conversations}?state=waiting`}>Your conversations that wait</Link>
      </p>
    </Empty>
  );
}
