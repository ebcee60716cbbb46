using System.Collections.Immutable;
using OrleansChat.Files;

namespace OrleansChat.Silo.Hosting;

/// <summary>What a process with grains is told by its host.</summary>
public sealed record SiloOptions
{
    /// <value>PostgreSQL.</value>
    public required string ConnectionString { get; init; }

    /// <value><c>Chat:Data</c>: a file there keeps the server's key when <see cref="SecurityKey"/> is not set.</value>
    public required string DataFolder { get; init; }

    /// <value><c>Chat:Security:Key</c>, or null.</value>
    public string? SecurityKey { get; init; }

    /// <value>Whether captchas go to the console instead of a phone: a development machine.</value>
    public bool PrintsCaptchas { get; init; }

    /// <value><c>Chat:Sms:FixedCode</c>, or null.</value>
    public string? FixedCaptcha { get; init; }

    /// <value><c>Chat:Staff</c>.</value>
    public ImmutableHashSet<string> StaffMobiles { get; init; } = [];

    /// <value>This process in its cluster.</value>
    public NodeOptions Node { get; init; } = new();

    /// <value>Whether calls between grains carry traces.</value>
    public bool IsTraced { get; init; }

    /// <value>Who may read files, and how much one user may keep.</value>
    public FilePolicy Files { get; init; } = new();

    /// <value><c>Chat:Bridge:RequireFriendFor002</c>.</value>
    public bool RequiresFriend { get; init; } = true;

    /// <value>Whether hourly quotas apply.</value>
    public bool HasQuotas { get; init; }
}
