/** SQLSTATE classes that say that the database is unwell, not that the statement is wrong. */
const classes = ["08", "40", "53", "55", "57", "58"];
/** A standby took over the address, or is about to be promoted. */
const readOnly = "25006";

/**
 * True for a fault after which the same statement can be sent again: the connection was lost (whether or not the commit
 * went through), or the server is starting, stopping or full, or chose this transaction as a deadlock's victim.
 */
export function isTransient(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (/^[0-9A-Z]{5}$/.test(code) && /\d/.test(code)) {
    return code === readOnly || classes.includes(code.slice(0, 2));
  }
  return /^(CONNECTION_|CONNECT_TIMEOUT|E[A-Z]+$)/.test(code);
}
