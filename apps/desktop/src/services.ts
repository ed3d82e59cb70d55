/** What the page shows: where each service is asked, through Nebula's forwards. */
export interface Service {
  readonly name: string;
  readonly title: string;
  readonly url: string;
  /** What an answer with status 200 says beside "it works". */
  readonly describe: (body: string) => string;
}

export const services: readonly Service[] = [
  {
    name: 'worker',
    title: 'Worker',
    url: 'http://127.0.0.1:8081/health',
    describe: () => 'polls its task queue',
  },
  {
    name: 'convex',
    title: 'Convex',
    url: 'http://127.0.0.1:3210/version',
    describe: body => (body.trim() === '' ? 'answers' : `version ${body.trim().slice(0, 40)}`),
  },
];
