namespace OrleansChat.Accounts;

/// <summary>Who a token speaks for.</summary>
/// <param name="SessionId">The grain key of the session: SHA-256 of the token in hexadecimal. Not a secret.</param>
/// <param name="UserId">User id.</param>
/// <param name="Protocol">The protocol that logged in, or <c>admin</c>.</param>
/// <param name="Device">Device type, or empty.</param>
/// <param name="DeviceId">The client's own id of the device, or empty.</param>
/// <param name="ClientApp">See <see cref="OpenSession"/>.</param>
[GenerateSerializer, Immutable, Alias("account.session-view")]
public sealed record SessionView(
    [property: Id(0)] string SessionId,
    [property: Id(1)] int UserId,
    [property: Id(2)] string Protocol,
    [property: Id(3)] string Device,
    [property: Id(4)] string DeviceId,
    [property: Id(5)] string ClientApp);
