/** What it takes to have the database driver. */
export interface DriverEffects {
  /** Loads the driver, its native part included; throws where it cannot be loaded. */
  readonly load: () => void;
  /** Puts it beside the command; rejects with the reason where that fails. */
  readonly install: () => Promise<void>;
  readonly say: (line: string) => void;
}

/**
 * Makes sure that the database driver can be loaded, and installs it once if it is not there: who installs Earshot for
 * the widget does without it. Resolves to the sentence that names what to do where there is none to be had.
 */
export async function ensureDriver(
  version: string,
  { load, install, say }: DriverEffects,
): Promise<{ readonly problem: string } | undefined> {
  const failure = attempt(load);
  if (failure === undefined) return undefined;
  say(`Installing the database driver, libsql ${version}. This happens once.`);
  const reason = await install().then(() => undefined, messageOf);
  // Where installing failed, another start of the command may have been quicker.
  const stillMissing = attempt(load);
  if (stillMissing === undefined) return undefined;
  return {
    problem:
      `The database driver is not here and could not be installed: ${firstLine(reason ?? stillMissing)}. ` +
      `Run npm install earshot libsql@${version}, and start earshot from there.`,
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const firstLine = (text: string): string => (text.split('\n')[0] ?? '').replace(/\.$/, '');

function attempt(load: () => void): string | undefined {
  try {
    load();
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}
