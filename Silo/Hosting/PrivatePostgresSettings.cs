namespace OrleansChat.Silo.Hosting;

/// <summary>Settings of the private server, for a small machine and a log that only grows.</summary>
internal static class PrivatePostgresSettings
{
    private static readonly (string Name, string Value)[] Defaults =
    [
        ("listen_addresses", ""), // no TCP port
        ("unix_socket_permissions", "0700"),
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("full_page_writes", "on"),
        ("max_connections", "300"),
        ("shared_buffers", "256MB"),
        ("max_wal_size", "4GB"),
        ("min_wal_size", "256MB"), // recycled segments cost less than new ones
        ("wal_compression", "on"),
        ("wal_buffers", "16MB"),
        ("checkpoint_timeout", "15min"),
        ("checkpoint_completion_target", "0.9"),
        ("jit", "off"), // compiling costs more than these statements
        ("autovacuum_naptime", "60s"),
        ("autovacuum_max_workers", "1"),
        ("autovacuum_vacuum_insert_scale_factor", "0.5"), // rows of the log are never updated
        ("track_activities", "on"),
        ("log_line_prefix", "%m_[%p]_"),
        ("timezone", "UTC"),
    ];

    /// <summary>The text of pg_ctl's <c>-o</c>, which a shell reads: every value is quoted.</summary>
    internal static string CommandLine(string socketFolder, IReadOnlyDictionary<string, string>? more)
    {
        var settings = Defaults
            .Append(("unix_socket_directories", socketFolder))
            .Concat((more ?? new Dictionary<string, string>(StringComparer.Ordinal)).Select(pair => (pair.Key, pair.Value)));
        return string.Join(' ', settings.Select(setting => $"-c {setting.Item1}={Quote(setting.Item2)}"));
    }

    private static string Quote(string value) => "'" + value.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
