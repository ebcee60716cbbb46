using System.Collections.Immutable;
using OrleansChat.Accounts;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Inbox;

namespace OrleansChat.Rooms;

/// <summary>How people are called when the room tells what they did.</summary>
internal static class RoomPeople
{
    /// <summary>Names that are looked up for one alert; it lists no more.</summary>
    private const int MaxNamed = 10;

    /// <summary>How one who acts is shown beside what is told of him.</summary>
    public static async Task<Author> AuthorAsync(this LiveRoom room, int userId)
    {
        var profile = await room.Grains.GetGrain<IUserGrain>(userId).GetProfileAsync(CancellationToken.None);
        return new Author(profile.Value?.Name ?? "", profile.Value?.Avatar ?? "");
    }

    /// <summary>These users with their names in the room, or else their own; of many the others go without.</summary>
    public static async Task<ImmutableArray<AlertPerson>> NameAsync(this LiveRoom room, ImmutableArray<int> users)
    {
        var authors = await Task.WhenAll(users.Take(MaxNamed).Select(room.AuthorAsync));
        return [.. users.Select((user, at) => new AlertPerson(
            user, NameHere(room, user) is { Length: > 0 } name ? name : at < authors.Length ? authors[at].Name : ""))];
    }

    /// <summary>These users without those who have blocked one: he brings them nowhere.</summary>
    public static async Task<Reply<ImmutableArray<int>>> WithoutBlockersAsync(
        this LiveRoom room, int userId, ImmutableArray<int> users, CancellationToken cancellation)
    {
        if (users.IsEmpty)
        {
            return users;
        }

        var blockers = await room.Grains.GetGrain<IInboxGrain>(userId).BlockersAsync(users, cancellation);
        return blockers.Ok ? users.RemoveAll(blockers.Value.ToHashSet().Contains) : blockers.Error;
    }

    /// <summary>A word of the server about what somebody did.</summary>
    public static async Task<AlertDraft> AlertAsync(this LiveRoom room, int actorId, Func<AlertPerson, string> write)
    {
        var actor = await room.AuthorAsync(actorId);
        var name = NameHere(room, actorId) is { Length: > 0 } here ? here : actor.Name;
        return new AlertDraft(actorId, actor, write(new AlertPerson(actorId, name)));
    }

    private static string NameHere(LiveRoom room, int userId) =>
        room.State.Members.GetValueOrDefault(userId)?.Alias ?? "";
}
