using System.Collections.Immutable;
using Npgsql;

namespace OrleansChat.Silo.Storage;

/// <summary>Asks the database itself whether the log is whole.</summary>
public sealed class LogVerifier(NpgsqlDataSource source)
{
    /// <summary>Every violation of D1 to D7. Reads all rows: for operators and tests.</summary>
    public async Task<ImmutableArray<LogViolation>> VerifyAsync(CancellationToken cancellation)
    {
        var violations = ImmutableArray.CreateBuilder<LogViolation>();
        await using var command = source.CreateCommand(Sql.Named("delivery_invariants"));
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            violations.Add(new LogViolation(reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        }

        return violations.DrainToImmutable();
    }
}
