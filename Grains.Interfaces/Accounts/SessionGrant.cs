namespace OrleansChat.Accounts;

/// <summary>A session that was opened, or bound to a device.</summary>
/// <param name="Token">256 random bits in base64url; the server keeps only a hash. Empty when the caller had the token
/// already.</param>
/// <param name="Profile">Whose session it is.</param>
/// <param name="PrivateKey">The secret that the user's client left here, encrypted by it: for the user himself. Empty
/// before that.</param>
/// <param name="IsFirst">Whether nobody had logged in to the account before.</param>
[GenerateSerializer, Immutable, Alias("account.session-grant")]
public sealed record SessionGrant(
    [property: Id(0)] string Token,
    [property: Id(1)] UserProfile Profile,
    [property: Id(2)] string PrivateKey = "",
    [property: Id(3)] bool IsFirst = false);
