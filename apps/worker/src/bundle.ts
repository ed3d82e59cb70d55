import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));

/** A bundle, and all that it was made from, the libraries' files too: a file's name to the hash of its content. */
interface Kept {
  workflowsPath: string;
  code: string;
  sources: Record<string, string>;
}

/**
 * The workflows as one script for Temporal's sandbox. Bundling takes seconds, so the image has one made ahead; it is
 * made anew when one of the files that went into it is another now, as after a live update.
 *
 * @param file where it is kept
 */
export async function workflowBundle(
  file: string,
  workflowsPath: string,
): Promise<{ code: string }> {
  const kept = await read(file);
  if (kept?.workflowsPath === workflowsPath && (await isCurrent(kept))) return { code: kept.code };
  const made = await make(workflowsPath);
  await write(file, made);
  return { code: made.code };
}

export const BUNDLE_FILE = join(HERE, '..', 'dist', 'workflow-bundle.json');
export const WORKFLOWS_PATH = join(HERE, 'workflows');

async function read(file: string): Promise<Kept | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Kept;
  } catch {
    return undefined;
  }
}

/** Compares contents: a file that a sync brings may well be older than the bundle. */
async function isCurrent(kept: Kept): Promise<boolean> {
  const checks = Object.entries(kept.sources).map(
    async ([source, hash]) => (await hashOf(source).catch(() => 'gone')) === hash,
  );
  return (await Promise.all(checks)).every(same => same);
}

async function make(workflowsPath: string): Promise<Kept> {
  // Loaded here alone: webpack is the larger part of it, and a start with a current bundle needs none.
  const { bundleWorkflowCode, DefaultLogger } = await import('@temporalio/worker');
  let read = new Set<string>();
  const { code } = await bundleWorkflowCode({
    workflowsPath,
    logger: new DefaultLogger('WARN'),
    webpackConfigHook: config => ({
      ...config,
      plugins: [
        ...(config.plugins ?? []),
        {
          apply: compiler =>
            compiler.hooks.done.tap('sources', stats => {
              read = new Set(stats.compilation.fileDependencies);
            }),
        },
      ],
    }),
  });
  const sources: Record<string, string> = {};
  for (const source of read) {
    // Among them are folders, and the file in memory that bundling begins at.
    const isFile = statSync(source, { throwIfNoEntry: false })?.isFile() ?? false;
    if (isFile) sources[source] = await hashOf(source);
  }
  return { workflowsPath, code, sources };
}

/** Under another name first, so that a process that is killed here leaves no half of a bundle. */
async function write(file: string, made: Kept): Promise<void> {
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify(made));
  await rename(`${file}.new`, file);
}

async function hashOf(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}

// As a program, for the image: makes the bundle ahead.
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await workflowBundle(BUNDLE_FILE, WORKFLOWS_PATH);
}
