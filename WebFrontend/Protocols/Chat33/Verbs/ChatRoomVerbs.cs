using OrleansChat.ChatRooms;
using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Protocols.Chat33.Verbs;

/// <summary>Chat rooms as those see them who may enter. A closed one is there for staff alone. Source: chat33.md,
/// 聊天室有关接口.</summary>
internal static class ChatRoomVerbs
{
    public static IReadOnlyList<Chat33Verb> All { get; } =
    [
        Chat33Verb.Of("/group/list", ReadFilter, ListAsync, Chat33ChatRoomJson.Default.ChatRoomsData)
            with { Access = Chat33Access.Visitor },
        Chat33Verb.Of("/group/info", body => body.RoomId("groupId"), InfoAsync, Chat33ChatRoomJson.Default.ChatRoomData)
            with { Access = Chat33Access.Visitor },
        Chat33Verb.Of(
            "/group/getOnlineNumber",
            body => body.RoomId("groupId"),
            CountAsync,
            Chat33ChatRoomJson.Default.ChatRoomNumberData),
        Chat33Verb.Of(
            "/group/getGroupChatHistory",
            body => (body.RoomId("id"), HistoryVerbs.ReadQuery(body)),
            HistoryAsync,
            Chat33AnswerJson.Default.LogsData),
        Chat33Verb.Of(
            "/group/report", body => (body.UserId("id"), body.Text("msgId", Chat33Limits.MaxClientIdLength)), ReportAsync),
    ];

    private static ChatRoomFilter ReadFilter(Chat33Body body) => new(
        body.Int("groupStatus", 1, 3),
        body.OptionalText("groupName", Chat33Limits.MaxNameLength),
        body.OptionalNumber("startTime", 0, long.MinValue, long.MaxValue),
        body.OptionalNumber("endTime", 0, long.MinValue, long.MaxValue));

    private static async Task<Reply<ChatRoomsData>> ListAsync(Chat33Call call, ChatRoomFilter filter)
    {
        var isStaff = await call.IsStaffAsync();
        if (!isStaff.Ok)
        {
            return isStaff.Error;
        }

        var ids = await call.Grains.GetGrain<IChatRoomDirectoryGrain>(IChatRoomDirectoryGrain.Key)
            .ListAsync(call.Cancellation);
        var rooms = await Task.WhenAll(ids.Select(id => call.ChatRoom(id).GetAsync(call.Cancellation)));
        if (rooms.FirstOrDefault(room => room.Error is not (ChatError.None or ChatError.ChatRoomUnknown)) is { Ok: false } fault)
        {
            return fault.Error;
        }

        var shown = rooms.Where(room => room.Ok && filter.Takes(room.Value!, isStaff.Value));
        return new ChatRoomsData([.. shown.Select(room => Chat33ChatRoomMapping.ToChatRoom(room.Value!))]);
    }

    private static async Task<Reply<ChatRoomData>> InfoAsync(Chat33Call call, long chatRoomId)
    {
        var room = await SeeAsync(call, chatRoomId);
        return room.Ok ? Chat33ChatRoomMapping.ToChatRoom(room.Value!) : room.Error;
    }

    private static async Task<Reply<ChatRoomNumberData>> CountAsync(Chat33Call call, long chatRoomId)
    {
        var room = await SeeAsync(call, chatRoomId);
        return room.Ok ? new ChatRoomNumberData(room.Value!.UserCount + room.Value.VisitorCount) : room.Error;
    }

    private static async Task<Reply<ChatRoomView>> SeeAsync(Chat33Call call, long chatRoomId)
    {
        var room = await call.ChatRoom(chatRoomId).GetAsync(call.Cancellation);
        if (!room.Ok || room.Value!.Status is ChatRoomStatus.Open)
        {
            return room;
        }

        var isStaff = await call.IsStaffAsync();
        return !isStaff.Ok ? isStaff.Error
            : isStaff.Value ? room
            : ChatError.ChatRoomUnknown;
    }

    /// <summary>Nothing is remembered of how far somebody read.</summary>
    private static async Task<Reply<LogsData>> HistoryAsync(
        Chat33Call call, (long ChatRoomId, HistoryQuery Query) request)
    {
        var isStaff = await call.IsStaffAsync();
        if (!isStaff.Ok)
        {
            return isStaff.Error;
        }

        var page = await call.ChatRoom(request.ChatRoomId)
            .ReadAsync(request.Query with { CallerId = call.UserId }, isStaff.Value, call.Cancellation);
        if (!page.Ok)
        {
            return page.Error;
        }

        var people = await call.ProfilesAsync(page.Value!.Messages.Select(message => message.SenderId));
        return people.Ok
            ? Chat33Mapping.ToLogs(page.Value, message => Chat33Mapping.ToLog(message, people.Value!))
            : people.Error;
    }

    private static async Task<ChatError> ReportAsync(Chat33Call call, (int UserId, string MessageId) request)
    {
        var isStaff = await call.IsStaffAsync();
        return isStaff.Ok
            ? await call.Grains.GetGrain<IReportGrain>(call.UserId)
                .FileAsync(request.UserId, request.MessageId, isStaff.Value, call.Cancellation)
            : isStaff.Error;
    }
}
