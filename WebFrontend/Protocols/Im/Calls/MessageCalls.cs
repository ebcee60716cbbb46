using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Friends;
using OrleansChat.Inbox;
using OrleansChat.Receipts;

namespace OrleansChat.WebFrontend.Protocols.Im.Calls;

/// <summary>What was said, and what waits to be confirmed.</summary>
internal static class MessageCalls
{
    /// <summary>Messages of one answer. Source: semantics.md, delivery 7.</summary>
    private const int MaxOffline = 1_000;

    /// <summary>Messages before a page over all of a user's conversations.</summary>
    private const int MaxSkipped = 100_000;

    public static IReadOnlyList<ImVerb> All { get; } =
    [
        new("/message/user/get/page", PageAsync),
        new("/message/offline", OfflineAsync),
    ];

    /// <summary>The newest first: of a pair when two are named, of all direct conversations of one otherwise. Source:
    /// decision 17.</summary>
    private static async Task<ImAnswer> PageAsync(ImCall call)
    {
        foreach (var name in (ReadOnlySpan<string>)["userId", "fromUserId", "toUserId"])
        {
            if (!call.Body.TryNumber(name, out _, fallback: 0))
            {
                return ImAnswer.Missing(name);
            }
        }

        var one = call.Body.Has("fromUserId") ? "fromUserId" : "userId";
        if (!call.Body.TryUser(one, out var userId))
        {
            return ImAnswer.Missing("userId");
        }

        if (!call.Body.TryNumber("pageNum", out var page, fallback: 1))
        {
            return ImAnswer.Missing("pageNum");
        }

        if (!call.Body.TryNumber("pageSize", out var size, fallback: ImLimits.DefaultPageSize))
        {
            return ImAnswer.Missing("pageSize");
        }

        page = Math.Max(1, page);
        var count = size < 1 ? ImLimits.DefaultPageSize : (int)Math.Min(size, ImLimits.MaxPageSize);
        var skip = page > long.MaxValue / count ? long.MaxValue - count : (page - 1) * count;
        if (call.Body.TryUser("toUserId", out var otherId))
        {
            var viewer = call.SpeaksFor(userId) ? userId : otherId; // either of the two may look
            return call.SpeaksFor(viewer) && userId > 0 && otherId > 0
                ? await AnswerAsync(call, viewer, await PairAsync(call, viewer, userId + otherId - viewer, skip, count))
                : ImAnswer.EmptyList;
        }

        return call.SpeaksFor(userId) && skip <= MaxSkipped
            ? await AnswerAsync(call, userId, await call.AskAsync(() => call.Grains.GetGrain<IInboxGrain>(userId)
                .PageDirectAsync((int)skip, count, call.Cancellation)))
            : ImAnswer.EmptyList;
    }

    private static async Task<Reply<ImmutableArray<ChatMessage>>> PairAsync(
        ImCall call, int viewer, int otherId, long skip, int count)
    {
        var pair = call.Grains.GetGrain<IFriendshipGrain>(ConversationKey.Pair(viewer, otherId));
        var page = await call.AskAsync(
            () => pair.PageAsync(new PairQuery(viewer, skip, count, NewestFirst: true), call.Cancellation));
        return page.Ok ? page.Value!.Messages : page.Error;
    }

    /// <summary>Pages follow places, which a client's own ids need not; a page is in the order of ids.</summary>
    private static async Task<ImAnswer> AnswerAsync(
        ImCall call, int viewer, Reply<ImmutableArray<ChatMessage>> messages)
    {
        var rows = messages.Ok ? await ImRows.ReadAsync(call, viewer, messages.Value) : messages.Error;
        return rows.Ok
            ? ImRows.Answer(call, rows.Value.OrderByDescending(row => row.Message.MessageId))
            : ImAnswer.Refused(rows.Error);
    }

    /// <summary>What no device has confirmed; asking changes nothing. Source: decision 11.</summary>
    private static async Task<ImAnswer> OfflineAsync(ImCall call)
    {
        if (!call.Body.TryUser("userId", out var userId))
        {
            return ImAnswer.Missing("userId");
        }

        if (!call.SpeaksFor(userId))
        {
            return ImAnswer.EmptyList;
        }

        await call.World.Fanout.FlushPositionsAsync(userId, call.Cancellation);
        var query = new UndeliveredQuery(Direct: true, Rooms: true, HandedOnly: false, MaxOffline);
        var waiting = await call.AskAsync(() => call.Receipts(userId).UndeliveredAsync(query, call.Cancellation));
        var cleared = await call.AskAsync(() => call.ChatList(userId).ClearedAsync([], call.Cancellation));
        if (!waiting.Ok || !cleared.Ok)
        {
            return ImAnswer.Refused(waiting.Ok ? cleared.Error : waiting.Error);
        }

        var readUpTo = cleared.Value.ToDictionary(place => place.Conversation, place => place.Seq, StringComparer.Ordinal);
        return ImRows.Answer(call, waiting.Value
            .Where(one => ImRows.IsShown(call, one.Message))
            .OrderBy(one => one.Message.MessageId)
            .Select(one => new ImRow(
                one.Message,
                ImRows.StateOf(one.Stage),
                one.Message.Seq <= readUpTo.GetValueOrDefault(one.Message.Conversation))));
    }
}
