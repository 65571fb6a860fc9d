import { EventEmitter } from "node:events";
import { commandChannel } from "../../store/commands/pending-commands.ts";
import { type Listening, listenTo } from "../../store/mod.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";

/** Notifications that pending commands were executed. One connection per process, opened at the first use. */
export interface CommandNotifications {
  /**
   * Calls `listener` for each notification with this payload, until the returned function is called. Resolves once the
   * connection listens.
   */
  on(payload: string, listener: () => void): Promise<() => void>;
  /** Closes the connection. */
  close(): Promise<void>;
}

/** Notifications by LISTEN of the database at `url`. Those that are sent while the connection is lost do not arrive. */
export function commandNotifications(url: string, log: Logger): CommandNotifications {
  const emitter = new EventEmitter().setMaxListeners(0);
  let listening: Promise<Listening> | null = null;
  const listen = () =>
    listenTo(url, commandChannel, {
      onPayload: (payload) => void emitter.emit(payload),
      onConnected: () => Promise.resolve(),
      onLost: (error) => log.warn("api.command_notifications_listen_failed", errorFields(error)),
    }).catch((error) => {
      listening = null;
      throw error;
    });
  return {
    async on(payload, listener) {
      emitter.on(payload, listener);
      const off = () => void emitter.off(payload, listener);
      try {
        await (listening ??= listen());
        return off;
      } catch (error) {
        off();
        throw error;
      }
    },
    async close() {
      await (await listening?.catch(() => null))?.close();
    },
  };
}
