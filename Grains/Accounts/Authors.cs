using System.Collections.Immutable;
using OrleansChat.Conversations;

namespace OrleansChat.Accounts;

/// <summary>Names for rows of the log, which keep only who wrote them.</summary>
internal static class Authors
{
    public static async Task<ImmutableArray<ChatMessage>> NameAsync(
        this IGrainFactory grains, ImmutableArray<ChatMessage> rows, CancellationToken cancellation)
    {
        var authors = new Dictionary<int, Author> { [0] = Author.System };
        foreach (var user in rows.Select(row => row.SenderId).Distinct().Where(user => user != 0))
        {
            var profile = await grains.GetGrain<IUserGrain>(user).GetProfileAsync(cancellation);
            authors[user] = profile.Value is { } known ? new Author(known.Name, known.Avatar) : Author.System;
        }

        return [.. rows.Select(row => row with { Author = authors[row.SenderId] })];
    }
}
