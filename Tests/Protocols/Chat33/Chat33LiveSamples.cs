using System.Text.Json;
using System.Text.Json.Nodes;
using static OrleansChat.Tests.Protocols.Chat33.Chat33SampleWorld;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>How each answer and each frame that the document prints comes about.</summary>
internal static class Chat33LiveSamples
{
    private const string Password = "a long password";

    /// <summary>By route: calls it so that the answer has everything that the sample has.</summary>
    public static IReadOnlyDictionary<string, Func<Chat33SampleWorld, Task<JsonElement>>> Answers { get; } =
        new Dictionary<string, Func<Chat33SampleWorld, Task<JsonElement>>>
        {
            ["/send/sms"] = world => PostAsync(world.Server.Stranger(), "/send/sms", new { mobile = Chat33Host.NextMobile() }),
            ["/chat33/applyList"] = ApplyListAsync,
            ["/chat33/search"] = SearchAsync,
            ["/chat33/deleteMsg"] = world => TakeBackAsync(world, "/chat33/deleteMsg"),
            ["/chat33/RevokeMessage"] = world => TakeBackAsync(world, "/chat33/RevokeMessage"),
            ["/user/pwdLogin"] = LogInAsync,
            ["/user/tokenLogin"] = world => PostAsync(world.Anna, "/user/tokenLogin"),
            ["/user/userInfo"] = ColleagueAsync,
            ["/user/editAvatar"] = world => PostAsync(world.Anna, "/user/editAvatar", new { avatar = "http://a/b.png" }),
            ["/user/editNickname"] = world => PostAsync(world.Anna, "/user/editNickname", new { nickname = "昵称" }),
            ["/user/isreg"] = world => PostAsync(
                world.Server.Stranger(), "/user/isreg", new { mobile = Chat33Host.NextMobile() }),
            ["/user/muted"] = world => PostAsync(world.Staff, "/user/muted", new { id = world.Anna.Id, muted_time = 1000 }),
            ["/permission/permissionInfo"] = world => PostAsync(world.Staff, "/permission/permissionInfo"),
            ["/group/list"] = GroupsAsync,
            ["/group/info"] = world => InGroupAsync(world, groupId => PostAsync(world.Anna, "/group/info", new { groupId })),
            ["/group/userList"] = world => InGroupAsync(
                world, groupId => PostAsync(world.Staff, "/group/userList", new { groupId })),
            ["/group/userInfo"] = world => InGroupAsync(
                world, groupId => PostAsync(world.Staff, "/group/userInfo", new { id = world.Anna.Id, groupId })),
            ["/group/getGroupChatHistory"] = GroupHistoryAsync,
            ["/group/getOnlineNumber"] = world => InGroupAsync(
                world, groupId => PostAsync(world.Anna, "/group/getOnlineNumber", new { groupId })),
            ["/group/addGroup"] = world => PostAsync(
                world.Staff, "/group/addGroup", new { groupName = "BTY交流一号", avatar = "http://a/b.png" }),
            ["/group/editAvatar"] = world => InGroupAsync(
                world, groupId => PostAsync(world.Staff, "/group/editAvatar", new { groupId, avatar = "http://a/c.png" })),
            ["/group/setStatus"] = world => InGroupAsync(
                world, groupId => PostAsync(world.Staff, "/group/setStatus", new { groupId, type = 1 })),
            ["/group/editGroupName"] = world => InGroupAsync(
                world, groupId => PostAsync(world.Staff, "/group/editGroupName", new { groupId, groupName = "二号" })),
            ["/group/muted"] = world => PostAsync(world.Staff, "/group/muted", new { id = world.Anna.Id, mutedTime = 1000 }),
            ["/group/report"] = GroupReportAsync,
            ["/room/list"] = world => PostAsync(world.Anna, "/room/list", new { type = 3 }),
            ["/room/unread"] = world => AfterAsync(world.SayInRoomAsync, () => PostAsync(world.Bert, "/room/unread")),
            ["/room/info"] = world => InRoomAsync(world, "/room/info"),
            ["/room/userList"] = world => InRoomAsync(world, "/room/userList"),
            ["/room/userInfo"] = world => PostAsync(
                world.Anna, "/room/userInfo", new { roomId = world.RoomId, userId = world.Bert.Id }),
            ["/room/searchMember"] = world => PostAsync(
                world.Anna, "/room/searchMember", new { roomId = world.RoomId, query = "Bert" }),
            ["/room/getOnlineNumber"] = world => InRoomAsync(world, "/room/getOnlineNumber"),
            ["/room/create"] = world => PostAsync(world.Anna, "/room/create", new { users = new[] { world.Bert.Id } }),
            ["/room/delete"] = world => InRoomAsync(world, "/room/delete"),
            ["/room/kickOut"] = world => PostAsync(
                world.Anna, "/room/kickOut", new { rootId = world.RoomId, users = new[] { world.Bert.Id } }),
            ["/room/loginOut"] = world => PostAsync(world.Bert, "/room/loginOut", new { rootId = world.RoomId }),
            ["/room/setPermission"] = world => PostAsync(
                world.Anna, "/room/setPermission", new { roomId = world.RoomId, canAddFriend = 2, joinPermission = 3 }),
            ["/room/setLevel"] = world => PostAsync(
                world.Anna, "/room/setLevel", new { roomId = world.RoomId, userId = world.Bert.Id, level = 2 }),
            ["/room/setNoDisturbing"] = world => PostAsync(
                world.Anna, "/room/setNoDisturbing", new { roomId = world.RoomId, setNoDisturbing = 1 }),
            ["/room/stickyOnTop"] = world => PostAsync(
                world.Anna, "/room/stickyOnTop", new { roomId = world.RoomId, stickyOnTop = 1 }),
            ["/room/setMemberNickname"] = world => PostAsync(
                world.Anna, "/room/setMemberNickname", new { roomId = world.RoomId, nickname = "昵称" }),
            ["/room/joinRoomInvite"] = world => PostAsync(
                world.Anna, "/room/joinRoomInvite", new { roomId = world.RoomId, users = new[] { world.Cora.Id } }),
            ["/room/joinRoomApply"] = world => PostAsync(world.Cora, "/room/joinRoomApply", new { roomId = world.RoomId }),
            ["/room/joinRoomApprove"] = world => AfterAsync(
                world.ApplyAsync,
                () => PostAsync(
                    world.Anna, "/room/joinRoomApprove", new { userId = world.Cora.Id, roomId = world.RoomId, agree = 1 })),
            ["/room/chatLog"] = world => AfterAsync(
                world.SayInRoomAsync, () => PostAsync(world.Bert, "/room/chatLog", new { id = world.RoomId, number = 1 })),
            ["/friend/list"] = world => PostAsync(world.Anna, "/friend/list", new { type = 3 }),
            ["/friend/unread"] = world => AfterAsync(world.SayAsync, () => PostAsync(world.Bert, "/friend/unread")),
            ["/friend/add"] = world => PostAsync(
                world.Cora, "/friend/add", new { id = world.Anna.Id, remark = "备注", reason = "申请理由" }),
            ["/friend/delete"] = world => PostAsync(world.Anna, "/friend/delete", new { id = world.Bert.Id }),
            ["/friend/response"] = world => AfterAsync(
                () => world.Cora.CallAsync("/friend/add", new { id = world.Anna.Id }),
                () => PostAsync(world.Anna, "/friend/response", new { id = world.Cora.Id, agree = 1 })),
            ["/friend/requestList"] = world => AfterAsync(
                () => world.Cora.CallAsync("/friend/add", new { id = world.Anna.Id }),
                () => PostAsync(world.Anna, "/friend/requestList")),
            ["/friend/chatLog"] = world => AfterAsync(
                world.SayAsync, () => PostAsync(world.Bert, "/friend/chatLog", new { id = world.Anna.Id, number = 20 })),
            ["/friend/setRemark"] = world => PostAsync(
                world.Anna, "/friend/setRemark", new { id = world.Bert.Id, remark = "备注" }),
            ["/friend/setNoDisturbing"] = world => PostAsync(
                world.Anna, "/friend/setNoDisturbing", new { id = world.Bert.Id, setNoDisturbing = 1 }),
            ["/friend/stickyOnTop"] = world => PostAsync(
                world.Anna, "/friend/stickyOnTop", new { id = world.Bert.Id, stickyOnTop = 1 }),
        };

    private static async Task<JsonElement> AfterAsync(Func<Task> first, Func<Task<JsonElement>> then)
    {
        await first();
        return await then();
    }

    private static Task<JsonElement> InRoomAsync(Chat33SampleWorld world, string path) =>
        PostAsync(world.Anna, path, new { roomId = world.RoomId });

    /// <summary>Friends and colleagues see everything of each other.</summary>
    private static async Task<JsonElement> ColleagueAsync(Chat33SampleWorld world)
    {
        using var colleague = await world.Server.UserAsync("Dora", "staff");
        await Chat33Host.BefriendAsync(world.Staff, colleague);
        return await PostAsync(world.Staff, "/user/userInfo", new { id = colleague.Id });
    }

    private static async Task<JsonElement> ApplyListAsync(Chat33SampleWorld world)
    {
        await world.ApplyAsync();
        await world.Cora.CallAsync("/friend/add", new { id = world.Anna.Id, reason = "申请理由" });
        return await PostAsync(world.Anna, "/chat33/applyList", new { id = "", number = 20 });
    }

    /// <summary>The sample shows both; one call finds a room or a user.</summary>
    private static async Task<JsonElement> SearchAsync(Chat33SampleWorld world)
    {
        var room = await world.Anna.CallAsync("/room/info", new { roomId = world.RoomId });
        var user = await world.Anna.CallAsync("/user/userInfo", new { id = world.Bert.Id });
        var found = await PostAsync(
            world.Anna, "/chat33/search", new { markId = room.GetProperty("markId").GetString() });
        var other = await PostAsync(world.Anna, "/chat33/search", new { markId = user.GetProperty("uid").GetString() });
        var both = JsonNode.Parse(found.GetRawText())!;
        both["data"]!["userInfo"] = JsonNode.Parse(other.GetProperty("data").GetProperty("userInfo").GetRawText());
        return JsonDocument.Parse(both.ToJsonString()).RootElement;
    }

    private static async Task<JsonElement> TakeBackAsync(Chat33SampleWorld world, string path)
    {
        var said = await world.SayAsync();
        return await PostAsync(world.Anna, path, new { logId = said.GetProperty("logId").GetString(), type = 2 });
    }

    private static async Task<JsonElement> LogInAsync(Chat33SampleWorld world)
    {
        using var client = world.Server.Stranger();
        var mobile = Chat33Host.NextMobile();
        await client.CallAsync("/send/sms", new { mobile });
        await client.CallAsync("/user/register", new { mobile, password = Password, captcha = Chat33Host.Captcha });
        return await PostAsync(client, "/user/pwdLogin", new { mobile, password = Password });
    }

    private static async Task<JsonElement> GroupsAsync(Chat33SampleWorld world)
    {
        await world.ChatRoomAsync();
        return await PostAsync(world.Anna, "/group/list", new { groupStatus = 3 });
    }

    /// <summary>With Anna in a chat room.</summary>
    private static async Task<JsonElement> InGroupAsync(Chat33SampleWorld world, Func<string, Task<JsonElement>> call)
    {
        var groupId = await world.ChatRoomAsync();
        await EnterAsync(await world.OpenAsync(world.Anna), groupId);
        return await call(groupId);
    }

    private static async Task<JsonElement> GroupReportAsync(Chat33SampleWorld world)
    {
        var groupId = await world.ChatRoomAsync();
        var socket = await world.OpenAsync(world.Bert);
        await EnterAsync(socket, groupId);
        await socket.SendAsync(Chat33Client.SayInChatRoom(groupId, "rude", "文本消息"));
        var said = await socket.ExpectAsync("what Bert says", frame => Chat33Client.IsMessage(frame, "rude"));
        var msgId = said.GetProperty("logId").GetString();
        return await PostAsync(world.Anna, "/group/report", new { id = world.Bert.Id, msgId });
    }

    private static async Task<JsonElement> GroupHistoryAsync(Chat33SampleWorld world)
    {
        var said = await world.SayInChatRoomAsync();
        return await PostAsync(
            world.Anna, "/group/getGroupChatHistory", new { id = said.GetProperty("targetId").GetString(), number = 20 });
    }
}
