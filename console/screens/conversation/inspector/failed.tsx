import css from "./inspector.module.css";

/** Why something failed, with the trace that recorded it. */
export function Failed(
  { failure: { code, message, traceId } }: {
    failure: { code: string; message: string; traceId: string | null };
  },
) {
  return (
    <p className={css["failed"]}>
      <strong>{code}</strong> {message}
      {traceId && <span className={css["muted"]}>{` Trace ${traceId}`}</span>}
    </p>
  );
}
