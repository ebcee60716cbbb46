using System.Security.Cryptography;
using Npgsql;

namespace OrleansChat.Silo.Storage;

/// <summary>Holds a block of workers by a row of <c>worker_lease</c>; the database's clock decides when it
/// ends.</summary>
/// <remarks>
/// The row also reserves time: whoever gets the block next starts above everything that could have been given out,
/// whatever the clocks of the nodes say.
/// </remarks>
public sealed class WorkerLease(NpgsqlDataSource source, TimeProvider time)
{
    private const int MaxTries = 500;

    private static readonly TimeSpan Duration = TimeSpan.FromMinutes(10);

    // Ours ends earlier than the database's, because the answer took time to arrive.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    private readonly string _owner = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>What may be used now; null before the first lease and after a loss.</summary>
    internal WorkerGrant? Current { get; private set; }

    /// <summary>Takes the lowest free block.</summary>
    /// <param name="usedMs">The last millisecond that this node gave an id of.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <exception cref="InvalidOperationException">All 128 blocks are held.</exception>
    internal async Task AcquireAsync(long usedMs, CancellationToken cancellation)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var asked = time.GetTimestamp();
            var now = Math.Max(usedMs, MessageIdLayout.MillisecondsOf(time.GetUtcNow()));
            await using var command = source.CreateCommand(Sql.Named("lease_workers"))
                .With(_owner).With(Duration).With(now).With((long)Duration.TotalMilliseconds);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            if (await reader.ReadAsync(cancellation))
            {
                var floor = Math.Max(usedMs, reader.GetInt64(1));
                Current = new WorkerGrant(reader.GetInt32(0), floor, reader.GetInt64(2), ValidFrom(asked));
                return;
            }
        }

        throw new InvalidOperationException("All 128 blocks of message id workers are held by other nodes.");
    }

    /// <summary>Extends the lease.</summary>
    /// <returns>False when it is lost: then nothing may be given out until another one is acquired.</returns>
    internal async Task<bool> RenewAsync(long usedMs, CancellationToken cancellation)
    {
        if (Current is not { } grant)
        {
            return false;
        }

        var asked = time.GetTimestamp();
        var now = MessageIdLayout.MillisecondsOf(time.GetUtcNow());
        var ceiling = Math.Max(usedMs, now) + (long)Duration.TotalMilliseconds;
        await using var command = source.CreateCommand(Sql.Named("renew_workers"))
            .With((short)grant.Block).With(_owner).With(Duration).With(ceiling);
        Current = await command.ExecuteScalarAsync(cancellation) is long reserved
            ? grant with { CeilingMs = reserved, ValidUntil = ValidFrom(asked) }
            : null;
        return Current is not null;
    }

    /// <summary>Gives the block back, for the next node to use at once.</summary>
    internal async Task ReleaseAsync(long usedMs, CancellationToken cancellation)
    {
        if (Current is { } grant)
        {
            Current = null;
            await using var command = source.CreateCommand(Sql.Named("release_workers"))
                .With((short)grant.Block).With(_owner).With(Math.Max(usedMs, grant.FloorMs));
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private long ValidFrom(long asked) => asked + (long)((Duration - Margin).TotalSeconds * time.TimestampFrequency);
}
