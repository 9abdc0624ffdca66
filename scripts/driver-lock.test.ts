import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeDriverFiles } from './driver-lock.mjs';

type Project = Parameters<typeof makeDriverFiles>[0] & {
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta: unknown;
  readonly dependencies?: unknown;
};
const readJson = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;
const project = readJson<Project>('package.json');
const locked = readJson<Parameters<typeof makeDriverFiles>[1]>('package-lock.json');
const { manifest, lock } = makeDriverFiles(project, locked);
const { '': root, ...packages } = lock.packages;

describe('the package that the command installs', () => {
  it('asks for the driver of the tests and nothing else, which is an optional peer of this package', () => {
    const version = project.devDependencies.libsql;
    expect(manifest.dependencies).toEqual({ libsql: version });
    expect(root).toMatchObject({ dependencies: { libsql: version } });
    expect(project.peerDependencies).toEqual({ libsql: version });
    expect(project.peerDependenciesMeta).toEqual({ libsql: { optional: true } });
    expect(project).not.toHaveProperty('dependencies');
  });

  it('locks every package that this project locks for it, by hash, and names no registry', () => {
    for (const [path, one] of Object.entries(packages)) {
      expect(one.integrity, path).toMatch(/^sha512-/);
      expect(one).toMatchObject({
        version: locked.packages[path]?.version,
        integrity: locked.packages[path]?.integrity,
      });
    }
    expect(JSON.stringify(lock)).not.toMatch(/https?:/);
  });

  it('holds a native part for every machine that the driver is made for', () => {
    const wanted = Object.keys(packages['node_modules/libsql']?.optionalDependencies ?? {});
    expect(wanted.map((name) => name.split('/')[1])).toEqual(
      expect.arrayContaining(['darwin-arm64', 'darwin-x64', 'linux-arm64-gnu', 'linux-x64-gnu', 'win32-x64-msvc']),
    );
    for (const name of wanted) expect(packages[`node_modules/${name}`], name).toMatchObject({ optional: true });
  });

  it('has no place for a package with an install script, or one that is not locked', () => {
    const without = (path: string, one?: object) => ({
      ...locked,
      packages: { ...Object.fromEntries(Object.entries(locked.packages).filter(([key]) => key !== path)), ...one },
    });
    const path = 'node_modules/@neon-rs/load';
    expect(() => makeDriverFiles(project, without(path))).toThrow('does not hold @neon-rs/load');
    const scripted = without('', { [path]: { ...locked.packages[path], hasInstallScript: true } });
    expect(() => makeDriverFiles(project, scripted)).toThrow('has an install script');
  });

  it('takes a package from where Node would take it', () => {
    const nested = 'node_modules/libsql/node_modules/detect-libc';
    const packages = { ...locked.packages, [nested]: { version: '0.0.1', integrity: 'sha512-nested' } };
    const found = makeDriverFiles(project, { ...locked, packages }).lock.packages;
    expect(found[nested]).toEqual({ version: '0.0.1', integrity: 'sha512-nested' });
    expect(found).not.toHaveProperty('node_modules/detect-libc');
  });
});
