/**
 * Hosts of yahoo-finance2 4.0.2: data, then cookie and consent. The network permission of the process and the fetch of
 * the package use this list.
 */
export const dataHosts = ["query1.finance.yahoo.com", "query2.finance.yahoo.com"] as const;

/** Hosts of the cookie. The package handles their errors and redirects. */
export const cookieHosts = ["finance.yahoo.com", "guce.yahoo.com", "consent.yahoo.com"] as const;

/** All hosts that live data require. */
export const yahooHosts: readonly string[] = [...dataHosts, ...cookieHosts];
