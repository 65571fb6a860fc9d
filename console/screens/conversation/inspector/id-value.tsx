import { Copy } from "../../../ui/copy.tsx";
import css from "./inspector.module.css";

/** An id with a button that copies it. */
export function IdValue({ id, what }: { id: string; what: string }) {
  return (
    <span className={css["id"]}>
      <code>{id}</code>
      <Copy text={id} what={what} />
    </span>
  );
}
