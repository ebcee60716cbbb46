namespace OrleansChat.Conversations;

/// <summary>How a user is shown beside what he wrote.</summary>
/// <param name="Name">Nickname.</param>
/// <param name="Avatar">Picture URL, empty when none was set. Never fetched by the server.</param>
[GenerateSerializer, Immutable, Alias("conversation.author")]
public sealed record Author([property: Id(0)] string Name, [property: Id(1)] string Avatar)
{
    /// <summary>The server itself, user 0.</summary>
    public static Author System { get; } = new("", "");
}
