using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Protocols.Chat33.Verbs;

/// <summary>Passes messages of one conversation on to others. The rights to read there and to post here are those of the
/// caller. Source: decisions 2.2.</summary>
internal static class ForwardVerbs
{
    public static IReadOnlyList<Chat33Verb> All { get; } =
    [
        Chat33Verb.Of("/chat33/forward", Read, ForwardAsync, Chat33AnswerJson.Default.ForwardedData)
            with { IsRepeatable = false },
        Chat33Verb.Of("/chat33/encryptForward", ReadSealed, ForwardSealedAsync, Chat33AnswerJson.Default.ForwardedData)
            with { IsRepeatable = false },
    ];

    private static Chat33Forward Read(Chat33Body body) => new(
        body.RoomId("sourceId"),
        IsDirect: body.Int("type", 1, 2) == 2,
        IsMerged: body.Int("forwardType", 1, 2) == 2,
        body.OptionalIds("logArray", Chat33Limits.MaxForwarded, long.MaxValue),
        body.OptionalIds("targetRooms", Chat33Limits.MaxForwarded, long.MaxValue),
        body.OptionalIds("targetUsers", Chat33Limits.MaxForwarded, int.MaxValue));

    private static async Task<Reply<ForwardedData>> ForwardAsync(Chat33Call call, Chat33Forward request)
    {
        if (request.LogIds.IsEmpty || (request.Rooms.IsEmpty && request.Users.IsEmpty))
        {
            return ChatError.InvalidValue;
        }

        var messages = await call.RepeatAsync(() => call.Inbox.MessagesAsync(
            [.. request.LogIds.Select(Chat33Mapping.LogIdFromClient)], call.Cancellation));
        if (!messages.Ok)
        {
            return messages.Error;
        }

        if (messages.Value.Length != request.LogIds.Length
            || messages.Value.Any(message => message.Conversation != request.SourceOf(call.UserId)))
        {
            return ChatError.MessageUnknown;
        }

        var me = await call.RepeatAsync(() => call.Me.GetProfileAsync(call.Cancellation));
        var name = me.Ok ? await SourceNameAsync(call, request) : me.Error;
        return !name.Ok ? name.Error
            : request.Drafts(messages.Value, me.Value!, name.Value!, call.NowUnixMs) is var drafts && drafts.IsEmpty
                ? ChatError.InvalidValue
            : new ForwardedData(await PostAsync(call, request, drafts));
    }

    private static async Task<Reply<string>> SourceNameAsync(Chat33Call call, Chat33Forward request)
    {
        if (request.IsDirect)
        {
            var friend = await call.RepeatAsync(() => call.User(request.SourceId).GetProfileAsync(call.Cancellation));
            return friend.Ok ? friend.Value!.Name : friend.Error;
        }

        var room = await call.RepeatAsync(() => call.Room(request.SourceId).GetAsync(call.UserId, call.Cancellation));
        return room.Ok ? room.Value!.Name : room.Error;
    }

    /// <returns>How many of the targets did not take all of it.</returns>
    private static async Task<int> PostAsync(Chat33Call call, Chat33Forward request, ImmutableArray<MessageDraft> drafts)
    {
        var fails = 0;
        foreach (var room in request.Rooms)
        {
            fails += await PostAsync(call, drafts, draft => call.Room(room).PostAsync(draft, call.Cancellation));
        }

        foreach (var user in request.Users)
        {
            fails += user == call.UserId
                ? 1
                : await PostAsync(call, drafts, draft => call.Friendship((int)user).PostAsync(draft, call.Cancellation));
        }

        return fails;
    }

    private static async Task<int> PostAsync(
        Chat33Call call, ImmutableArray<MessageDraft> drafts, Func<MessageDraft, Task<Reply<ChatMessage>>> post)
    {
        foreach (var draft in drafts)
        {
            var reply = await call.RepeatAsync(() => post(draft));
            if (!reply.Ok)
            {
                return 1;
            }
        }

        return 0;
    }

    private static (ImmutableArray<SealedForward> Rooms, ImmutableArray<SealedForward> Users) ReadSealed(Chat33Body body) => (
        body.OptionalList("roomLogs", Chat33Limits.MaxForwarded, target => ReadTarget(target, long.MaxValue)),
        body.OptionalList("userLogs", Chat33Limits.MaxForwarded, target => ReadTarget(target, int.MaxValue)));

    private static SealedForward ReadTarget(Chat33Body target, long maxId) => new(
        maxId == int.MaxValue ? target.UserId("targetId") : target.RoomId("targetId"),
        target.List("messages", Chat33Limits.MaxForwarded, message => (message.Int("msgType", 0, 12), message.Json("msg"))));

    /// <summary>The client read and encrypted what it passes on, for each target by itself: these are ordinary
    /// messages.</summary>
    private static async Task<Reply<ForwardedData>> ForwardSealedAsync(
        Chat33Call call, (ImmutableArray<SealedForward> Rooms, ImmutableArray<SealedForward> Users) request)
    {
        var (rooms, users) = request;
        if (!rooms.Concat(users).Any() || !rooms.Concat(users).All(target => target.IsComplete))
        {
            return ChatError.InvalidValue;
        }

        var me = await call.RepeatAsync(() => call.Me.GetProfileAsync(call.Cancellation));
        if (!me.Ok)
        {
            return me.Error;
        }

        var fails = 0;
        foreach (var room in rooms)
        {
            var drafts = room.Drafts(me.Value!, call.NowUnixMs);
            fails += await PostAsync(call, drafts, draft => call.Room(room.TargetId).PostAsync(draft, call.Cancellation));
        }

        foreach (var user in users)
        {
            var drafts = user.Drafts(me.Value!, call.NowUnixMs);
            fails += user.TargetId == call.UserId
                ? 1
                : await PostAsync(
                    call, drafts, draft => call.Friendship((int)user.TargetId).PostAsync(draft, call.Cancellation));
        }

        return new ForwardedData(fails);
    }
}
