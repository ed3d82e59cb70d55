import { httpRouter } from 'convex/server';
import { api } from './_generated/api';
import { httpAction } from './_generated/server';

const http = httpRouter();

/** `GET /messages?channel=general`: for programs without a Convex client. */
http.route({
  path: '/messages',
  method: 'GET',
  handler: httpAction(async (ctx, request) => {
    const channel = new URL(request.url).searchParams.get('channel');
    if (channel === null) {
      return json(400, { error: 'the parameter channel is missing' });
    }
    return json(200, await ctx.runQuery(api.messages.list, { channel }));
  }),
});

function json(status: number, value: unknown): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: { 'content-type': 'application/json' },
  });
}

export default http;
