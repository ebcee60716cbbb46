namespace OrleansChat.Accounts;

/// <summary>A user as the adapters know him; each protocol shows an audience only what it may see.</summary>
/// <param name="UserId">User id.</param>
/// <param name="Name">Nickname, never empty.</param>
/// <param name="Avatar">Picture URL, or empty. Never fetched by the server.</param>
/// <param name="Mobile">Mobile number, or empty. Private.</param>
/// <param name="Role">What the account is for.</param>
/// <param name="Position">Job title, shown among colleagues; may be empty.</param>
/// <param name="MutedFromUnixMs">Since when staff keeps him from speaking anywhere, or 0.</param>
/// <param name="MutedUntilUnixMs">Until when, or 0.</param>
/// <param name="PublicKey">What other clients encrypt with for him, chosen by his client; empty before that. Opaque.
/// </param>
[GenerateSerializer, Immutable, Alias("account.profile")]
public sealed record UserProfile(
    [property: Id(0)] int UserId,
    [property: Id(1)] string Name,
    [property: Id(2)] string Avatar,
    [property: Id(3)] string Mobile,
    [property: Id(4)] UserRole Role,
    [property: Id(5)] string Position,
    [property: Id(6)] long MutedFromUnixMs = 0,
    [property: Id(7)] long MutedUntilUnixMs = 0,
    [property: Id(8)] string PublicKey = "")
{
    /// <summary>Whether he may not speak at this moment.</summary>
    /// <param name="nowUnixMs">The moment.</param>
    public bool IsMutedAt(long nowUnixMs) => nowUnixMs < MutedUntilUnixMs;
}
