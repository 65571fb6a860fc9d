/** Decisions about approvals of one request to a bridge: each is at least one operation, one after the other. */
export const decisionsPerRequest = 100;
