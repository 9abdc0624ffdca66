// What the command installs beside itself where the database driver is missing: the same bytes that are tested here.

/**
 * The package and the lock file that hold the driver alone, out of those of this project. All platforms are in them,
 * with hashes and without the address of a registry.
 * @param {{ devDependencies: Record<string, string>, engines: object }} manifest
 * @param {{ lockfileVersion: number, packages: Record<string, Locked> }} lock
 */
export function makeDriverFiles({ devDependencies, engines }, { lockfileVersion, packages }) {
  const version = devDependencies.libsql;
  /** @type {Locked} */
  const root = { name: 'earshot-driver', dependencies: { libsql: version }, engines };
  /** @type {Record<string, Locked>} */
  const found = {};
  /** @type {(name: string, from: string) => void} */
  const take = (name, from) => {
    const path = pathOf(name, from, packages);
    const { dev: _, devOptional: __, peer: ___, resolved: ____, ...locked } = packages[path] ?? {};
    if (path in found) return;
    if (locked.hasInstallScript) throw new Error(`${name} has an install script, which the command would not run.`);
    found[path] = locked;
    for (const next of Object.keys({ ...locked.dependencies, ...locked.optionalDependencies })) take(next, path);
  };
  take('libsql', '');
  // The package itself is at '', which comes first.
  const sorted = Object.fromEntries(Object.entries({ '': root, ...found }).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return {
    manifest: { ...root, private: true, type: 'module' },
    lock: { name: root.name, lockfileVersion, requires: true, packages: sorted },
  };
}

/**
 * Where Node finds `name` for the package at `from`, among the paths of a lock file.
 * @param {string} name
 * @param {string} from
 * @param {Record<string, unknown>} packages
 * @returns {string}
 */
function pathOf(name, from, packages) {
  const path = `${from && `${from}/`}node_modules/${name}`;
  if (path in packages) return path;
  if (!from) throw new Error(`package-lock.json does not hold ${name}.`);
  return pathOf(name, from.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, ''), packages);
}

/**
 * @typedef {{
 *   name?: string, engines?: object, version?: string, integrity?: string, resolved?: string, hasInstallScript?: boolean, os?: string[], cpu?: string[],
 *   dev?: boolean, devOptional?: boolean, peer?: boolean, optional?: boolean,
 *   dependencies?: Record<string, string>, optionalDependencies?: Record<string, string>,
 * }} Locked
 */
