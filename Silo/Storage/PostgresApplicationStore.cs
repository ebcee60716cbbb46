using System.Collections.Immutable;
using Npgsql;
using OrleansChat.Friends;

namespace OrleansChat.Silo.Storage;

/// <summary>Applications in the table <c>application</c>.</summary>
public sealed class PostgresApplicationStore(NpgsqlDataSource source, TimeProvider time) : IApplicationStore
{
    private const long MaxListed = 1_000;

    public async Task<FriendApplication?> FindAsync(
        ApplicationKind kind, int applicantId, int targetId, CancellationToken cancellation)
    {
        var found = await ReadAsync(
            source.CreateCommand(Sql.Named("find_application")).With((short)kind).With(applicantId).With(targetId),
            cancellation);
        return found.IsEmpty ? null : found[0];
    }

    public async Task<FriendApplication> SaveAsync(
        FriendApplication application, string remark, CancellationToken cancellation) =>
        (await SaveAsync(application, [application.ApplicantId], remark, cancellation))[0];

    public Task<ImmutableArray<FriendApplication>> SaveAsync(
        FriendApplication wish, ImmutableArray<int> applicants, CancellationToken cancellation) =>
        SaveAsync(wish, applicants, remark: "", cancellation);

    public Task AnswerAsync(FriendApplication application, CancellationToken cancellation) =>
        StorageFaults.GuardAsync(async () =>
        {
            await using var command = source.CreateCommand(Sql.Named("settle_application"))
                .With((short)application.Kind).With(application.ApplicantId).With(application.TargetId)
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

    public async Task<ApplicationPage> PageAsync(
        int userId, long? startId, int count, CancellationToken cancellation)
    {
        var rows = await ReadAsync(
            source.CreateCommand(Sql.Named("page_applications"))
                .With(userId).With(startId ?? long.MaxValue).With(count + 1L),
            cancellation);
        var total = await CountAsync("count_applications", userId, cancellation);
        return rows.Length > count
            ? new ApplicationPage(rows[..count], rows[count].ApplicationId, total)
            : new ApplicationPage(rows, null, total);
    }

    public async Task<int> CountWaitingAsync(int userId, CancellationToken cancellation) =>
        (int)Math.Min(int.MaxValue, await CountAsync("count_waiting_applications", userId, cancellation));

    private Task<ImmutableArray<FriendApplication>> SaveAsync(
        FriendApplication wish, ImmutableArray<int> applicants, string remark, CancellationToken cancellation)
    {
        StorageText.Ensure(wish.Reason, "reason");
        StorageText.Ensure(remark, "remark");
        return ReadAsync(
            source.CreateCommand(Sql.Named("save_application"))
                .With((short)wish.Kind).With(applicants.ToArray()).With(wish.TargetId).With(wish.Reason).With(remark)
                .With((short)wish.Status).With(time.GetUtcNow().ToUnixTimeMilliseconds()).With(wish.RoomId),
            cancellation);
    }

    private Task<long> CountAsync(string query, int userId, CancellationToken cancellation) =>
        StorageFaults.GuardAsync(async () =>
        {
            await using var command = source.CreateCommand(Sql.Named(query)).With(userId);
            return (long)(await command.ExecuteScalarAsync(cancellation))!;
        });

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
                    found.Add(await RowAsync(reader, cancellation));
                }

                return found.DrainToImmutable();
            }
        });

    private static async Task<FriendApplication> RowAsync(NpgsqlDataReader reader, CancellationToken cancellation) =>
        new(
            reader.GetInt64(0),
            reader.GetInt32(1),
            reader.GetInt32(2),
            reader.GetString(3),
            (ApplicationStatus)reader.GetInt16(4),
            reader.GetInt64(5),
            Kind: (ApplicationKind)reader.GetInt16(6),
            RoomId: await reader.IsDBNullAsync(7, cancellation) ? null : reader.GetInt64(7),
            AskedAtUnixMs: reader.GetInt64(8));
}
