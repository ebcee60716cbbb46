using Microsoft.Extensions.DependencyInjection;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Friends;
using OrleansChat.Inbox;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Friends;

/// <summary>Users 1, 2 and 3, who are no friends, and what they do to each other.</summary>
internal static class FriendStage
{
    public const string Key = "d:1:2";

    public static async Task<TestCluster> OpenAsync(bool requiresFriend = true)
    {
        var cluster = await TestCluster.StartAsync(
            replace: services => services.AddSingleton(new FriendshipOptions(requiresFriend)));
        await cluster.RegisterAsync(1, 2, 3);
        return cluster;
    }

    /// <summary>As of a protocol that knows no friendship.</summary>
    public static MessageDraft Draft(int sender, string text, string? key = null) =>
        new(sender, key, MessageKind.Text, text, false, new Author($"user {sender}", "")) { ToAnybody = true };

    public static Task<Reply<ChatMessage>> TalkAsync(
        this IFriendshipGrain pair, int sender, string text, string? key = null) =>
        pair.PostAsync(Draft(sender, text, key), CancellationToken.None);

    /// <summary>As of a protocol that knows friendship.</summary>
    public static Task<Reply<ChatMessage>> TalkAsFriendAsync(
        this IFriendshipGrain pair, int sender, string text, string? key = null) =>
        pair.PostAsync(Draft(sender, text, key) with { ToAnybody = false }, CancellationToken.None);

    public static Task<Reply<FriendApplication>> AskAsync(this IFriendshipGrain pair, int applicant) =>
        pair.RequestAsync(new FriendRequest(applicant, "pal", "please", null), CancellationToken.None);

    public static Task<Reply<FriendApplication>> AcceptAsync(this IFriendshipGrain pair, int caller) =>
        pair.RespondAsync(caller, accepts: true, CancellationToken.None);

    public static async Task BefriendAsync(this TestCluster cluster, int one, int other)
    {
        var pair = cluster.Friendship(one, other);
        Assert.Equal(ChatError.None, (await pair.AskAsync(one)).Error);
        Assert.Equal(ChatError.None, (await pair.AcceptAsync(other)).Error);
    }

    public static async Task<PairPage> PageAsync(
        this IFriendshipGrain pair, int caller, long skip, int count, bool newestFirst = false)
    {
        var page = await pair.PageAsync(new PairQuery(caller, skip, count, newestFirst), CancellationToken.None);
        Assert.Equal(ChatError.None, page.Error);
        return page.Value!;
    }

    public static IInboxGrain Inbox(this TestCluster cluster, int user) => cluster.Grains.GetGrain<IInboxGrain>(user);

    /// <summary>Stays as "user level first-last"; the last is absent while it goes on.</summary>
    public static string Stays(this TestCluster cluster) => string.Join(
        ", ",
        cluster.Log[Key].Stays.OrderBy(stay => (stay.UserId, stay.FromSeq))
            .Select(stay => $"{stay.UserId} {stay.Level} {stay.FromSeq}-{stay.ToSeq}"));
}
