using System.Collections.Immutable;
using System.Globalization;

namespace OrleansChat.Accounts;

/// <summary>One account as it is stored.</summary>
internal sealed record UserState
{
    public string Name { get; init; } = "";

    public string Avatar { get; init; } = "";

    public string Mobile { get; init; } = "";

    public string Position { get; init; } = "";

    public UserRole Role { get; init; } = UserRole.User;

    /// <summary>PHC text, or empty for an account without a password.</summary>
    public string Verifier { get; init; } = "";

    /// <summary>What other clients encrypt with for this user; opaque.</summary>
    public string PublicKey { get; init; } = "";

    /// <summary>Encrypted by the user's client; opaque, shown to him alone.</summary>
    public string PrivateKey { get; init; } = "";

    /// <summary>Whether anybody has logged in yet.</summary>
    public bool HasLoggedIn { get; init; }

    /// <summary>Sessions that are logins of a device, newest last.</summary>
    public ImmutableArray<DeviceLogin> Logins { get; init; } = [];

    /// <summary>Since when he may not speak, or 0.</summary>
    public long MutedFromUnixMs { get; init; }

    /// <summary>Until when he may not speak, or 0.</summary>
    public long MutedUntilUnixMs { get; init; }

    public UserProfile ToProfile(int userId, UserRole role) =>
        new(userId, Name, Avatar, Mobile, role, Position, MutedFromUnixMs, MutedUntilUnixMs, PublicKey);

    public static UserState Of(RegisterUser command, int userId, string verifier) => new()
    {
        Name = command.Name.Length > 0 ? command.Name : $"chat{userId.ToString(CultureInfo.InvariantCulture)}",
        Mobile = command.Mobile,
        Role = command.Role,
        Verifier = verifier,
    };

    /// <summary>A session without a device type replaces nothing and is not remembered.</summary>
    public UserState LogIn(string sessionId, OpenSession command) => this with
    {
        HasLoggedIn = HasLoggedIn || command.IsLogin,
        Logins = command.Device.Length == 0 ? Logins :
        [
            .. Logins.Where(login => login.SessionId != sessionId && !login.IsReplacedBy(sessionId, command)),
            new DeviceLogin(sessionId, command.Protocol, command.Device, command.DeviceId),
        ],
    };

    public UserState LogOut(string sessionId) => this with
    {
        Logins = [.. Logins.Where(login => login.SessionId != sessionId)],
    };
}
