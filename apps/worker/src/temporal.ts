import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import * as activities from './activities.ts';
import { BUNDLE_FILE, WORKFLOWS_PATH, workflowBundle } from './bundle.ts';
import type { Settings } from './settings.ts';

// Signals are index.ts's business; this runtime would stop the worker by itself on each of them.
Runtime.install({ logger: new DefaultLogger('WARN'), shutdownSignals: [] });

/**
 * A connection on which the namespace is there: the server takes requests before it has its first namespace, and a
 * worker that is made then fails.
 */
export async function connect({ address, namespace }: Settings): Promise<NativeConnection> {
  const connection = await NativeConnection.connect({ address });
  try {
    await connection.workflowService.describeNamespace({ namespace });
    return connection;
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** Resolves when Temporal answers. While it is gone, the client tries again for half a minute before this rejects. */
export async function check(connection: NativeConnection, { namespace }: Settings): Promise<void> {
  await connection.workflowService.describeNamespace({ namespace });
}

export async function createWorker(
  connection: NativeConnection,
  { namespace, taskQueue }: Settings,
): Promise<Worker> {
  return await Worker.create({
    connection,
    namespace,
    taskQueue,
    activities,
    workflowBundle: await workflowBundle(BUNDLE_FILE, WORKFLOWS_PATH),
    // Activities have this long after SIGTERM. Both are below the pod's terminationGracePeriodSeconds.
    shutdownGraceTime: '5 seconds',
    shutdownForceTime: '8 seconds',
  });
}
