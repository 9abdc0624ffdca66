import { pino, type DestinationStream } from 'pino';

/** What a line may hold besides its event: counts, names and reasons, never what somebody sent. */
export type LogDetails = Readonly<Record<string, string | number | undefined>>;

/** Writes one line: how much it matters, what happened in a few fixed words, and its particulars. */
export type Log = (level: 'info' | 'warn' | 'error', event: string, details?: LogDetails) => void;

/** Lines of JSON with `level`, `time` (ISO 8601) and `event`, as collectors of logs expect them. */
export function makeLog(destination: DestinationStream): Log {
  const logger = pino(
    {
      // Neither process id nor host name: whoever runs several adds what tells them apart.
      base: null,
      messageKey: 'event',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
    },
    destination,
  );
  return (level, event, details = {}) => logger[level](details, event);
}

/**
 * Standard error as a place for lines. Whoever reads them slowly holds up no request: what does not fit into 4 MB waiting
 * is dropped.
 */
export const standardError = (): DestinationStream => pino.destination({ fd: 2, sync: false, maxLength: 4 * 2 ** 20 });
