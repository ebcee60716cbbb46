namespace OrleansChat.Accounts;

/// <summary>The wish for a session, after the credential was proved or by the administrator.</summary>
/// <param name="Protocol">The protocol that logs in, or <c>admin</c>.</param>
/// <param name="Device">Device type; a second login of the same protocol and type replaces the first. Empty: no
/// device, nothing is replaced.</param>
/// <param name="DeviceId">The client's own id of the device; may be empty.</param>
/// <param name="ClientApp">Set by clients of the newer generation (application id or version); empty for those that
/// speak only the document.</param>
/// <param name="IsLogin">False for a token that a client will log in with later, as account services give it out: the
/// account's first login is still to come.</param>
[GenerateSerializer, Immutable, Alias("account.open-session")]
public sealed record OpenSession(
    [property: Id(0)] string Protocol,
    [property: Id(1)] string Device,
    [property: Id(2)] string DeviceId,
    [property: Id(3)] string ClientApp,
    [property: Id(4)] bool IsLogin = true);
