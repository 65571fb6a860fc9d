import { Copy } from "../../ui/copy.tsx";
import { Notice } from "../../ui/notice.tsx";

/** A new secret, which is shown this once. */
export function ShownSecret({ secret }: { secret: string }) {
  return (
    <Notice>
      The receiver verifies with this secret. It is shown only now: <code>{secret}</code>{" "}
      <Copy text={secret} what="the secret" label="Copy" />
    </Notice>
  );
}
