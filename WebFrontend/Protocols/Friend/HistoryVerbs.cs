using OrleansChat.Errors;
using OrleansChat.Friends;

namespace OrleansChat.WebFrontend.Protocols.Friend;

/// <summary>What two users said, page by page. Source: friend.md, 获取聊天历史记录; decisions 11 to 13.</summary>
internal static class HistoryVerbs
{
    public static IReadOnlyList<FriendVerb> All { get; } =
    [
        new("/chat_message/get_Message_History.do", GetAsync)
        {
            Summary = "What two users said",
            Fields =
            [
                new("friendId", true, "The other user."),
                new("pageNum", true, "From 1, which is the default and the oldest.", IsRequired: false),
                new("pageSize", true, "1 to 100; 10 is the default.", IsRequired: false),
            ],
            Data = FriendJson.Default.PageInfo,
            AllowsGet = true,
        },
    ];

    private static async Task<FriendAnswer> GetAsync(FriendCall call)
    {
        var friendId = call.Form.Id("friendId");
        var pageNum = call.Form.Number("pageNum", 1);
        var pageSize = call.Form.Number("pageSize", FriendLimits.DefaultRows);
        if (!friendId.Ok || !pageNum.Ok || !pageSize.Ok)
        {
            return !friendId.Ok ? friendId.Error : !pageNum.Ok ? pageNum.Error : pageSize.Error;
        }

        if (friendId.Value <= 0)
        {
            return FriendAnswer.Refusal(FriendErrors.NoRecord);
        }

        var number = Math.Max(pageNum.Value, 1);
        var size = pageSize.Value < 1 ? FriendLimits.DefaultRows : Math.Min(pageSize.Value, FriendLimits.MaxRows);
        var page = await call.PairWith(friendId.Value).PageAsync(
            new PairQuery(call.UserId, (number - 1L) * size, size, NewestFirst: false), call.Cancellation);
        return page switch
        {
            { Error: ChatError.NotFriends or ChatError.UserUnknown } or { Value.Messages.IsEmpty: true } =>
                FriendAnswer.Refusal(FriendErrors.NoRecord),
            { Value: { } found } => FriendAnswer.Of(
                PageInfo.Of(
                    found.Total,
                    number,
                    size,
                    [.. found.Messages.Select(message => FriendMapping.ToRow(message, call.Options.TimeZone))]),
                FriendJson.Default.FriendEnvelopePageInfo),
            _ => page.Error,
        };
    }
}
