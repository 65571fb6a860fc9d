/** Approvals that were decided. */
export function History() {
  return null;
}
