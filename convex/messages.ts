import { ConvexError, v } from 'convex/values';
import { mutation, query } from './_generated/server';

/** More than a screen shows; a query that reads a whole channel would slow down as the channel grows. */
const NEWEST = 50;

const LONGEST_BODY = 2000;

/** The newest messages of a channel, oldest first. */
export const list = query({
  args: { channel: v.string() },
  handler: async (ctx, { channel }) => {
    const newest = await ctx.db
      .query('messages')
      .withIndex('by_channel', index => index.eq('channel', channel))
      .order('desc')
      .take(NEWEST);
    return newest.reverse();
  },
});

export const send = mutation({
  args: { channel: v.string(), author: v.string(), body: v.string() },
  returns: v.id('messages'),
  handler: async (ctx, message) => {
    const body = message.body.trim();
    if (body === '') {
      throw new ConvexError('a message needs a text');
    }
    if (body.length > LONGEST_BODY) {
      throw new ConvexError(`a message has at most ${LONGEST_BODY} characters`);
    }
    return await ctx.db.insert('messages', { ...message, body });
  },
});
