export interface Settings {
  /** HOST:PORT of Temporal's gRPC. */
  address: string;
  namespace: string;
  taskQueue: string;
}

/** From the environment; an empty variable counts as one that is not set. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const address = environment.TEMPORAL_ADDRESS || '127.0.0.1:7233';
  if (!/^[^\s/]+:\d+$/.test(address)) {
    throw new RangeError(`TEMPORAL_ADDRESS='${address}' is not HOST:PORT, such as 'temporal:7233'`);
  }
  return {
    address,
    namespace: environment.TEMPORAL_NAMESPACE || 'default',
    taskQueue: environment.TEMPORAL_TASK_QUEUE || 'nebula',
  };
}
