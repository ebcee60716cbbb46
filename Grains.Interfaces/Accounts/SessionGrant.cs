namespace OrleansChat.Accounts;

/// <summary>A new session and its secret.</summary>
/// <param name="Token">256 random bits in base64url; the server keeps only a hash.</param>
/// <param name="Profile">Whose session it is.</param>
[GenerateSerializer, Immutable, Alias("account.session-grant")]
public sealed record SessionGrant([property: Id(0)] string Token, [property: Id(1)] UserProfile Profile);
