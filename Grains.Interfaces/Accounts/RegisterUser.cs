namespace OrleansChat.Accounts;

/// <summary>The wish for an account.</summary>
/// <param name="Mobile">Mobile number, already claimed for this id through <c>ILookupGrain</c>; empty for an account
/// without one.</param>
/// <param name="Password">Clear text, at most 128 characters; null for an account without one. Never stored or
/// logged.</param>
/// <param name="Name">Nickname; empty lets the server choose one.</param>
/// <param name="Role">What the account is for.</param>
[GenerateSerializer, Immutable, Alias("account.register")]
public sealed record RegisterUser(
    [property: Id(0)] string Mobile,
    [property: Id(1)] string? Password,
    [property: Id(2)] string Name,
    [property: Id(3)] UserRole Role);
