// Written by `deno task documents` from system.graphql.
// deno-lint-ignore-file
import type { Typed } from "@tramontane/client";
import type { Authentication, Exact } from "../../document-types.generated.ts";

export type ConsoleSystemQueryVariables = Exact<{ [key: string]: never; }>;
export type ConsoleSystemQuery = { serverInfo: { version: string, authentication: Authentication, emulated: boolean, sampleMarketData: boolean, eventRetention: string, idempotencyRetention: string, limits: { messageLength: number, operationCost: number, operationDepth: number, pageSize: number, queuedTurns: number, subscriptionsPerConnection: number } }, tenantQuota: { changedAt: string | null, pointsPerMinute: number | null, pointsPerDay: number | null, turnsInFlight: number | null, principalSockets: number | null, principalSubscriptions: number | null, costPerDay: { amount: string, currency: string } | null, costPerMonth: { amount: string, currency: string } | null } | null };
export const consoleSystem = "query ConsoleSystem{serverInfo{version authentication emulated sampleMarketData eventRetention idempotencyRetention limits{messageLength operationCost operationDepth pageSize queuedTurns subscriptionsPerConnection}}tenantQuota{changedAt pointsPerMinute pointsPerDay turnsInFlight costPerDay{amount currency}costPerMonth{amount currency}principalSockets principalSubscriptions}}" as string & Typed<ConsoleSystemQuery, ConsoleSystemQueryVariables>;
