import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files that the CLI reads variables from, and the variables that send it to Convex' cloud. */
const FILES = ['.env.local', '.env'];
const VARIABLES = ['CONVEX_DEPLOYMENT', 'CONVEX_DEPLOY_KEY', 'CONVEX_DEPLOYMENT_TOKEN'];

/** Where a deployment of the cloud is named, as `.env.local:3: CONVEX_DEPLOYMENT`; empty when nowhere. */
export function cloudDeployments(folder: string, environment: NodeJS.ProcessEnv): string[] {
  const named = VARIABLES.filter(name => environment[name]).map(name => `the environment: ${name}`);
  return named.concat(FILES.flatMap(file => inFile(folder, file)));
}

function inFile(folder: string, file: string): string[] {
  return read(join(folder, file))
    .split('\n')
    .flatMap((line, index) => {
      const name = /^\s*(?:export\s+)?(\w+)\s*=\s*[^\s#]/.exec(line)?.[1];
      return name !== undefined && VARIABLES.includes(name)
        ? [`${file}:${index + 1}: ${name}`]
        : [];
    });
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return '';
    }
    throw error;
  }
}
