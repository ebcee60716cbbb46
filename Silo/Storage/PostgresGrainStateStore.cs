using System.Globalization;
using Npgsql;
using Orleans.Runtime;
using Orleans.Storage;

namespace OrleansChat.Silo.Storage;

/// <summary>Grain state in Orleans' own table, under Orleans' keys and versions.</summary>
public sealed class PostgresGrainStateStore(NpgsqlDataSource source, ChatStorageOptions options) : IGrainStateStore
{
    public Task<GrainStateRow> ReadAsync(string stateName, GrainId grain, CancellationToken cancellation) =>
        StorageFaults.GuardAsync(() => ReadOnceAsync(stateName, grain, cancellation));

    public Task<int> WriteAsync(string stateName, GrainId grain, byte[]? payload, int? expectedVersion) =>
        StorageFaults.GuardAsync(() => WriteOnceAsync(stateName, grain, payload, expectedVersion));

    private async Task<GrainStateRow> ReadOnceAsync(string stateName, GrainId grain, CancellationToken cancellation)
    {
        await using var command = WithKey(source.CreateCommand(Sql.Named("read_grain_state")), stateName, grain);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation))
        {
            return new GrainStateRow(null, null);
        }

        var payload = await reader.IsDBNullAsync(0, cancellation) ? null : reader.GetFieldValue<byte[]>(0);
        return new GrainStateRow(payload, reader.GetInt32(1));
    }

    private async Task<int> WriteOnceAsync(string stateName, GrainId grain, byte[]? payload, int? expectedVersion)
    {
        var name = expectedVersion is null ? "insert_grain_state" : "update_grain_state";
        await using var command = WithKey(source.CreateCommand(Sql.Named(name)), stateName, grain).With(payload);
        if (expectedVersion is { } version)
        {
            command.With(version);
        }

        return await command.ExecuteScalarAsync() is int stored
            ? stored
            : throw new InconsistentStateException(
                $"The state {stateName} of {grain} was written by another activation.",
                "unknown",
                expectedVersion?.ToString(CultureInfo.InvariantCulture));
    }

    private NpgsqlCommand WithKey(NpgsqlCommand command, string stateName, GrainId grain)
    {
        var key = GrainKey.Of(grain.Key.ToString()!);
        return command
            .With(key.Hash).With(GrainKey.HashOfType(stateName)).With(key.N0).With(key.N1)
            .With(stateName).With(key.Extension).With(options.ServiceId);
    }
}
