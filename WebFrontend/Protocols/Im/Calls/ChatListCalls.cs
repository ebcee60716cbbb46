using System.Globalization;
using System.Text.Json;
using OrleansChat.ChatLists;
using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Protocols.Im.Calls;

/// <summary>The list of chats.</summary>
internal static class ChatListCalls
{
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss";

    public static IReadOnlyList<ImVerb> All { get; } =
    [
        new("/user/chat/list", ListAsync),
        new("/user/chat/clear/unread", ClearAsync),
        new("/user/chat/clear/unread2", ClearPairAsync),
        new("/user/chat/unread/count", CountAsync),
        new("/user/delete/chat/list", call => DeleteAsync(call)),
        new("/user/chat/delete", call => DeleteAsync(call)),
    ];

    private static async Task<ImAnswer> ListAsync(ImCall call)
    {
        if (!call.Body.TryUser("userId", out var userId))
        {
            return ImAnswer.Missing("userId");
        }

        if (!call.SpeaksFor(userId))
        {
            return ImAnswer.EmptyList;
        }

        var rows = await call.AskAsync(() => call.ChatList(userId).ListAsync(call.Cancellation));
        return !rows.Ok ? ImAnswer.Refused(rows.Error) : ImAnswer.Of(json =>
        {
            json.WriteStartArray();
            foreach (var row in rows.Value)
            {
                Write(json, call, userId, row);
            }

            json.WriteEndArray();
        });
    }

    private static async Task<ImAnswer> CountAsync(ImCall call)
    {
        if (!call.Body.TryUser("userId", out var userId))
        {
            return ImAnswer.Missing("userId");
        }

        var count = call.SpeaksFor(userId)
            ? await call.AskAsync(() => call.ChatList(userId).CountUnreadAsync(call.Cancellation))
            : 0L; // as of nobody
        return !count.Ok ? ImAnswer.Refused(count.Error) : ImAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("count", count.Value);
            json.WriteEndObject();
        });
    }

    /// <summary>The document prints this address for deleting, too: it deletes only for who says so. Source: decision
    /// 15.</summary>
    private static Task<ImAnswer> ClearAsync(ImCall call) =>
        call.Body.IsOn("delete") || (call.Body.TryText("op", out var word) && word == "delete")
            ? DeleteAsync(call)
            : ChangeAsync(call, static (list, rowId) => list.ClearAsync(rowId, CancellationToken.None));

    private static Task<ImAnswer> DeleteAsync(ImCall call) =>
        ChangeAsync(call, static (list, rowId) => list.DeleteAsync(rowId, CancellationToken.None));

    private static async Task<ImAnswer> ChangeAsync(ImCall call, Func<IChatListGrain, long, Task<ChatError>> change)
    {
        if (!call.Body.TryNumber("id", out var rowId))
        {
            return ImAnswer.Missing("id");
        }

        var owner = call.SessionUserId > 0
            ? call.SessionUserId // a row of another has no effect there
            : await call.AskAsync(() => call.Grains.GetGrain<IChatRowGrain>(rowId).FindOwnerAsync(call.Cancellation));
        return !owner.Ok ? ImAnswer.Refused(owner.Error)
            : owner.Value == 0 ? ImAnswer.Empty
            : ImAnswer.Refused(await call.AskAsync(() => change(call.ChatList(owner.Value), rowId)));
    }

    /// <summary>The row of a pair, by its two.</summary>
    private static async Task<ImAnswer> ClearPairAsync(ImCall call)
    {
        if (!call.Body.TryUser("fromUserId", out var userId))
        {
            return ImAnswer.Missing("fromUserId");
        }

        if (!call.Body.TryUser("toUserId", out var otherId))
        {
            return ImAnswer.Missing("toUserId");
        }

        return call.SpeaksFor(userId) && otherId > 0
            ? ImAnswer.Refused(await call.AskAsync(() => call.ChatList(userId)
                .ClearConversationAsync(ConversationKey.Direct(userId, otherId), CancellationToken.None)))
            : ImAnswer.Empty;
    }

    /// <summary>Source: im.md, 获取聊天列表; im.decisions.md, ChatRow.</summary>
    private static void Write(Utf8JsonWriter json, ImCall call, int userId, ChatRow row)
    {
        var chatType = ConversationKey.TryRoom(row.Conversation, out var teamId) ? ImChatType.Group : ImChatType.Single;
        var shown = ImShown.Of(row.Last, call.World.Codecs.View);
        json.WriteStartObject();
        json.WriteBoolean("top", row.OnTop);
        json.WriteStartObject("lastMsgId");
        json.WriteString("msgType", ImRows.NameOf(shown.Type));
        ImRows.WriteId(json, call, "id", row.Last.MessageId);
        json.WriteString("content", shown.Content);
        json.WriteNumber("timestamp", shown.Timestamp);
        json.WriteEndObject();
        json.WriteString("createTime", Time(call, row.CreatedAtUnixMs));
        json.WriteNumber("fromUserId", userId);
        ImRows.WriteNumberOrNull(json, "teamId", teamId);
        json.WriteString("updateTime", Time(call, row.UpdatedAtUnixMs));
        json.WriteNumber("id", row.RowId);
        json.WriteNumber("unReadCount", row.Unread);
        ImRows.WriteNumberOrNull(json, "toUserId", ConversationKey.Peer(row.Conversation, userId));
        json.WriteString("chatType", chatType.ToString());
        json.WriteString("lastMsgDate", Time(call, row.UpdatedAtUnixMs));
        json.WriteEndObject();
    }

    private static string Time(ImCall call, long unixMs) =>
        TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(unixMs), call.World.Gateway.TimeZone)
            .ToString(TimeFormat, CultureInfo.InvariantCulture);
}
