using System.Net.Sockets;
using Npgsql;
using OrleansChat.Conversations;

namespace OrleansChat.Silo.Storage;

/// <summary>Tells an answer of the server from its silence.</summary>
internal static class StorageFaults
{
    /// <summary>Whether the statement may or may not have been committed. Only an ERROR says surely that it was
    /// not.</summary>
    /// <remarks>FATAL and PANIC can overtake the answer to a commit that took place.</remarks>
    internal static bool IsUnknownOutcome(Exception exception) => exception switch
    {
        PostgresException answer => answer.InvariantSeverity is not "ERROR",
        NpgsqlException or IOException or SocketException or TimeoutException or ObjectDisposedException => true,
        _ => false,
    };

    /// <summary>Whether the server rolled back because of other transactions, so that the same statement can
    /// succeed.</summary>
    internal static bool IsTransient(PostgresException answer) =>
        answer.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    /// <summary>Runs a statement, and turns silence and shortage of the server into
    /// <see cref="LogUnavailableException"/>.</summary>
    internal static async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (IsUnknownOutcome(e) || IsShortage(e))
        {
            throw new LogUnavailableException("The database did not answer.", e);
        }
    }

    // Class 53: out of connections, memory, disk. Class 57: shutting down, starting up, cancelled.
    private static bool IsShortage(Exception exception) => exception is PostgresException answer
        && (answer.SqlState.StartsWith("53", StringComparison.Ordinal)
            || answer.SqlState.StartsWith("57", StringComparison.Ordinal));
}
