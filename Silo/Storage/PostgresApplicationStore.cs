using System.Collections.Immutable;
using Npgsql;
using OrleansChat.Friends;

namespace OrleansChat.Silo.Storage;

/// <summary>Friend applications in the table <c>application</c>.</summary>
public sealed class PostgresApplicationStore(NpgsqlDataSource source, TimeProvider time) : IApplicationStore
{
    private const long MaxListed = 1_000;

    public async Task<FriendApplication?> FindAsync(int applicantId, int targetId, CancellationToken cancellation)
    {
        var found = await ReadAsync(
            source.CreateCommand(Sql.Named("find_application")).With(applicantId).With(targetId), cancellation);
        return found.IsEmpty ? null : found[0];
    }

    public async Task<FriendApplication> SaveAsync(
        FriendApplication application, string remark, CancellationToken cancellation)
    {
        StorageText.Ensure(application.Reason, "reason");
        StorageText.Ensure(remark, "remark");
        var saved = await ReadAsync(
            source.CreateCommand(Sql.Named("save_application"))
                .With(application.ApplicantId).With(application.TargetId).With(application.Reason).With(remark)
                .With((short)application.Status).With(time.GetUtcNow().ToUnixTimeMilliseconds()),
            cancellation);
        return saved[0];
    }

    public Task AnswerAsync(FriendApplication application, CancellationToken cancellation) =>
        StorageFaults.GuardAsync(async () =>
        {
            await using var command = source.CreateCommand(Sql.Named("settle_application"))
                .With(application.ApplicantId).With(application.TargetId)
                .With((short)application.Status).With(time.GetUtcNow().ToUnixTimeMilliseconds());
            return await command.ExecuteNonQueryAsync(cancellation);
        });

    public Task<string> RemarkAsync(int applicantId, int targetId, CancellationToken cancellation) =>
        StorageFaults.GuardAsync(async () =>
        {
            await using var command = source.CreateCommand(Sql.Named("find_remark")).With(applicantId).With(targetId);
            return await command.ExecuteScalarAsync(cancellation) as string ?? "";
        });

    public Task<ImmutableArray<FriendApplication>> ListAsync(int userId, CancellationToken cancellation) =>
        ReadAsync(source.CreateCommand(Sql.Named("list_applications")).With(userId).With(MaxListed), cancellation);

    private static Task<ImmutableArray<FriendApplication>> ReadAsync(
        NpgsqlCommand command, CancellationToken cancellation) =>
        StorageFaults.GuardAsync(async () =>
        {
            await using (command)
            {
                await using var reader = await command.ExecuteReaderAsync(cancellation);
                var found = ImmutableArray.CreateBuilder<FriendApplication>();
                while (await reader.ReadAsync(cancellation))
                {
                    found.Add(new FriendApplication(
                        reader.GetInt64(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetString(3),
                        (ApplicationStatus)reader.GetInt16(4), reader.GetInt64(5)));
                }

                return found.DrainToImmutable();
            }
        });
}
