// One turn as the parts that chat protocols share: `@tramontane/client/turn`.
export type {
  TurnApproval,
  TurnEntry,
  TurnEvent,
  TurnFailure,
  TurnMessage,
  TurnPart,
  TurnToolCall,
} from "./parts.ts";
export {
  readTurn,
  readTurns,
  type TurnPlace,
  type TurnsPlace,
  type TurnStep,
} from "./read-turn.ts";
export { readStoredTurns, type TurnOfHistory } from "./stored-turns.ts";
export { cursorOfTurn } from "./turn-place.ts";
export { TurnReader } from "./turn-reader.ts";
