using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Rooms;

namespace OrleansChat.WebFrontend.Protocols.Chat33.Verbs;

/// <summary>What managers set for a room, and each member for himself. Source: chat33.md, 群有关接口; the first two are
/// additions of the public clients.</summary>
internal static class RoomSettingVerbs
{
    public static IReadOnlyList<Chat33Verb> All { get; } =
    [
        Edit("/room/setName", body => new RoomEdit(Name: body.Text("name", Chat33Limits.MaxNameLength))),
        Edit("/room/setAvatar", body => new RoomEdit(Avatar: body.Text("avatar", Chat33Limits.MaxUrlLength))),
        Chat33Verb.Of("/room/setPermission", ReadPermission, SetPermissionAsync),
        Setting("/room/setNoDisturbing", body => new MemberSettings(NoDisturbing: body.Switch("setNoDisturbing"))),
        Setting("/room/stickyOnTop", body => new MemberSettings(OnTop: body.Switch("stickyOnTop"))),
        Setting("/room/setMemberNickname", body => new MemberSettings(
            Alias: body.Text("nickname", Chat33Limits.MaxNameLength))),
    ];

    private static Chat33Verb Edit(string path, Func<Chat33Body, RoomEdit> read) => Chat33Verb.Of(
        path,
        body => (RoomId: body.RoomId("roomId"), Edit: read(body)),
        (call, request) => EditAsync(call, request.RoomId, request.Edit));

    private static Chat33Verb Setting(string path, Func<Chat33Body, MemberSettings> read) => Chat33Verb.Of(
        path,
        body => (RoomId: body.RoomId("roomId"), Settings: read(body)),
        (call, request) => SetAsync(call, request.RoomId, request.Settings));

    private static async Task<ChatError> EditAsync(Chat33Call call, long roomId, RoomEdit edit) =>
        (edit.Name is { } name && !Chat33Text.IsName(name)) || !Chat33Text.IsPictureAddress(edit.Avatar ?? "")
            ? ChatError.InvalidValue
            : await call.Room(roomId).EditAsync(call.UserId, edit, call.Cancellation);

    private static async Task<ChatError> SetAsync(Chat33Call call, long roomId, MemberSettings settings) =>
        settings.Alias is { } name && !Chat33Text.IsName(name)
            ? ChatError.InvalidValue
            : await call.Room(roomId).SetAsync(call.UserId, settings, call.Cancellation);

    /// <summary>An absent one and 0 leave a permission as it is.</summary>
    private static (long RoomId, int Befriend, int Join, int Record) ReadPermission(Chat33Body body) => (
        body.RoomId("roomId"),
        (int)body.OptionalNumber("canAddFriend", 0, 0, 2),
        (int)body.OptionalNumber("joinPermission", 0, 0, 3),
        (int)body.OptionalNumber("recordPermission", 0, 0, 2));

    private static Task<ChatError> SetPermissionAsync(
        Chat33Call call, (long RoomId, int Befriend, int Join, int Record) request)
    {
        var edit = new RoomEdit(
            MembersMayBefriend: request.Befriend == 0 ? null : request.Befriend == 1,
            JoinPolicy: request.Join == 0 ? null : (JoinPolicy)request.Join,
            ShowsOldHistory: request.Record == 0 ? null : request.Record == 1);
        return call.Room(request.RoomId).EditAsync(call.UserId, edit, call.Cancellation);
    }
}
