using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Friends;

namespace OrleansChat.Tests.Support;

/// <summary>Applications in memory; who manages a room is asked of the log, as the database does.</summary>
internal sealed class MemoryApplicationStore(SteeredMessageLog log) : IApplicationStore
{
    private readonly Dictionary<(ApplicationKind Kind, int Applicant, int Target), (FriendApplication Row, string Remark)> _rows = [];
    private long _last;

    public Task<FriendApplication?> FindAsync(
        ApplicationKind kind, int applicantId, int targetId, CancellationToken cancellation) =>
        Task.FromResult(_rows.TryGetValue((kind, applicantId, targetId), out var found) ? found.Row : null);

    public Task<FriendApplication> SaveAsync(FriendApplication application, string remark, CancellationToken cancellation)
    {
        var row = application with { ApplicationId = ++_last, AtUnixMs = _last, AskedAtUnixMs = _last };
        _rows[(row.Kind, row.ApplicantId, row.TargetId)] = (row, remark);
        return Task.FromResult(row);
    }

    public async Task<ImmutableArray<FriendApplication>> SaveAsync(
        FriendApplication wish, ImmutableArray<int> applicants, CancellationToken cancellation) =>
        [.. await Task.WhenAll(applicants.Select(one => SaveAsync(wish with { ApplicantId = one }, "", cancellation)))];

    public Task AnswerAsync(FriendApplication application, CancellationToken cancellation)
    {
        Answer(application);
        return Task.CompletedTask;
    }

    public Task<string> RemarkAsync(int applicantId, int targetId, CancellationToken cancellation) => Task.FromResult(
        _rows.TryGetValue((ApplicationKind.Friendship, applicantId, targetId), out var found) ? found.Remark : "");

    public Task<ImmutableArray<FriendApplication>> ListAsync(int userId, CancellationToken cancellation) =>
        Task.FromResult(Rows
            .Where(row => row.Kind is ApplicationKind.Friendship && (row.ApplicantId == userId || row.TargetId == userId))
            .ToImmutableArray());

    public Task<ApplicationPage> PageAsync(int userId, long? startId, int count, CancellationToken cancellation)
    {
        var all = Rows.Where(row => row.ApplicantId == userId || IsTo(userId, row)).ToArray();
        var rows = all.Where(row => row.ApplicationId <= (startId ?? long.MaxValue)).Take(count + 1).ToImmutableArray();
        return Task.FromResult(rows.Length > count
            ? new ApplicationPage(rows[..count], rows[count].ApplicationId, all.Length)
            : new ApplicationPage(rows, null, all.Length));
    }

    public Task<int> CountWaitingAsync(int userId, CancellationToken cancellation) =>
        Task.FromResult(Rows.Count(row => row.Status is ApplicationStatus.Waiting && IsTo(userId, row)));

    /// <summary>As the log does it in its transaction.</summary>
    public void Answer(FriendApplication application)
    {
        var key = (application.Kind, application.ApplicantId, application.TargetId);
        _rows[key] = (application, _rows[key].Remark);
    }

    private IEnumerable<FriendApplication> Rows =>
        _rows.Values.Select(one => one.Row).OrderByDescending(row => row.ApplicationId);

    private bool IsTo(int userId, FriendApplication row) => row.Kind is ApplicationKind.Friendship
        ? row.TargetId == userId
        : log[ConversationKey.Room(row.TargetId)].Stays.Any(
            stay => stay.UserId == userId && stay.ToSeq is null && stay.Level >= 2);
}
