using System.Globalization;
using OrleansChat.Accounts;
using OrleansChat.Errors;
using OrleansChat.Rooms;

namespace OrleansChat.WebFrontend.Protocols.Chat33.Verbs;

/// <summary>Finds a room or a user by the number that people tell each other: exactly, never by a part. Source:
/// chat33.md, 接口.</summary>
internal static class SearchVerbs
{
    private const string CountryCode = "86";

    public static IReadOnlyList<Chat33Verb> All { get; } =
    [
        Chat33Verb.Of(
            "/chat33/search",
            body => body.Text("markId", Chat33Limits.MaxNameLength),
            SearchAsync,
            Chat33AnswerJson.Default.SearchData)
            with { Quota = Chat33Quota.Search },
    ];

    /// <summary>A room wins; nothing found is no error.</summary>
    private static async Task<Reply<SearchData>> SearchAsync(Chat33Call call, string markId)
    {
        var room = await FindRoomAsync(call, markId);
        if (room.Ok)
        {
            return Chat33Mapping.ToFound(room.Value!);
        }

        if (room.Error is not ChatError.RoomUnknown)
        {
            return room.Error;
        }

        var userId = await FindUserAsync(call, markId);
        return userId == 0 ? new SearchData() : await ShowAsync(call, userId);
    }

    private static async Task<Reply<RoomView>> FindRoomAsync(Chat33Call call, string markId)
    {
        var roomId = await FindAsync(call, "mark:" + markId);
        return roomId == 0
            ? ChatError.RoomUnknown
            : await call.Room(roomId).GetAsync(call.UserId, call.Cancellation);
    }

    /// <summary>By account, which is 86 and the mobile number, by the mobile number alone, or by uid.</summary>
    private static async Task<int> FindUserAsync(Chat33Call call, string markId)
    {
        var mobile = markId.StartsWith(CountryCode, StringComparison.Ordinal)
            && markId.Length == CountryCode.Length + Chat33Limits.MobileLength
                ? markId[CountryCode.Length..]
                : markId;
        if (mobile.Length == Chat33Limits.MobileLength && await FindAsync(call, "phone:" + mobile) is > 0 and var userId)
        {
            return (int)userId;
        }

        return int.TryParse(markId, NumberStyles.None, CultureInfo.InvariantCulture, out var uid)
            ? Math.Max(0, uid - Chat33Limits.UidOffset)
            : 0;
    }

    private static async Task<Reply<SearchData>> ShowAsync(Chat33Call call, int userId)
    {
        var people = await call.ProfilesAsync([userId, call.UserId]);
        if (!people.Ok)
        {
            return people.Error;
        }

        if (!people.Value!.TryGetValue(userId, out var user) || !people.Value.TryGetValue(call.UserId, out var viewer))
        {
            return new SearchData();
        }

        return userId == call.UserId ? Chat33Mapping.ToFound(user, viewer, friend: null) : await ShowAsync(call, user, viewer);
    }

    /// <summary>Who blocked the caller is not found by him.</summary>
    private static async Task<Reply<SearchData>> ShowAsync(Chat33Call call, UserProfile user, UserProfile viewer)
    {
        var pair = call.Friendship(user.UserId);
        var relation = await pair.GetRelationAsync(user.UserId, call.Cancellation);
        if (!relation.Ok || relation.Value!.IsBlocked)
        {
            return relation.Ok ? new SearchData() : relation.Error;
        }

        var friend = await pair.GetAsync(call.UserId, call.Cancellation);
        return friend.Ok || friend.Error is ChatError.NotFriends
            ? Chat33Mapping.ToFound(user, viewer, friend.Value)
            : friend.Error;
    }

    private static Task<long> FindAsync(Chat33Call call, string key) =>
        call.Grains.GetGrain<ILookupGrain>(key).FindAsync(call.Cancellation);
}
