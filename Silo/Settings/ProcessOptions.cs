using System.Collections.Immutable;
using OrleansChat.Files;
using OrleansChat.Silo.Hosting;

namespace OrleansChat.Silo.Settings;

/// <summary>The settings that every process of the product has, read once and checked; see
/// <see cref="ProcessSettings"/>. Source: contract.md, settings.</summary>
public record ProcessOptions
{
    /// <value>Absolute path of the folder for the private database, uploaded files and logs. Default
    /// <c>./data</c>.</value>
    public required string Data { get; init; }

    /// <value>PostgreSQL; null starts a private one in <see cref="Data"/>.</value>
    public required string? ConnectionString { get; init; }

    /// <value>Bearer token of the admin calls. Random when none is set.</value>
    public required string AdminToken { get; init; }

    /// <value>Whether <see cref="AdminToken"/> was made up at this start.</value>
    public required bool IsAdminTokenRandom { get; init; }

    /// <value>Who is believed. Default <see cref="SecurityMode.Production"/>.</value>
    public required SecurityMode Mode { get; init; }

    /// <value>Text that the server's secrets derive from; null uses a file in <see cref="Data"/>.</value>
    public required string? SecurityKey { get; init; }

    /// <value>Every captcha is this; null otherwise. Development only.</value>
    public required string? FixedCaptcha { get; init; }

    /// <value>Mobiles whose accounts are staff.</value>
    public required ImmutableHashSet<string> StaffMobiles { get; init; }

    /// <value>Whether those who talk without being friends are kept from protocols that know friendship. Default
    /// true.</value>
    public required bool RequiresFriend { get; init; }

    /// <value>Whether a database that may lose acknowledged messages in a power cut is accepted. Default false.</value>
    public required bool AllowsUnsafeDurability { get; init; }

    /// <value>This process in its cluster.</value>
    public required NodeOptions Node { get; init; }

    /// <value>Whether traces are collected: <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set.</value>
    public required bool IsTraced { get; init; }

    /// <value>Between "not ready" and the first closed socket. Default 0.</value>
    public required TimeSpan DrainPause { get; init; }

    /// <value>Files that one user may keep. Default 500.</value>
    public required int FilesPerUser { get; init; }

    /// <value>Bytes that the files of one user may have together. Default 1 GiB.</value>
    public required long FileBytesPerUser { get; init; }

    /// <summary>Whether limits by address and hourly quotas apply.</summary>
    public bool HasQuotas => Mode is not SecurityMode.Development;

    /// <summary>What the grains' side of the process is told.</summary>
    /// <param name="connection">The database that was found or started.</param>
    public SiloOptions ForGrains(string connection) => new()
    {
        ConnectionString = connection,
        DataFolder = Data,
        SecurityKey = SecurityKey,
        PrintsCaptchas = Mode is SecurityMode.Development,
        FixedCaptcha = FixedCaptcha,
        StaffMobiles = StaffMobiles,
        RequiresFriend = RequiresFriend,
        HasQuotas = HasQuotas,
        Files = new FilePolicy
        {
            IsOpen = Mode is SecurityMode.Development,
            FilesPerUser = FilesPerUser,
            BytesPerUser = FileBytesPerUser,
        },
        Node = Node,
        IsTraced = IsTraced,
    };
}
