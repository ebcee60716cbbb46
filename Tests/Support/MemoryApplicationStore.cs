using System.Collections.Immutable;
using OrleansChat.Friends;

namespace OrleansChat.Tests.Support;

/// <summary>Friend applications in memory.</summary>
internal sealed class MemoryApplicationStore : IApplicationStore
{
    private readonly Dictionary<(int Applicant, int Target), (FriendApplication Row, string Remark)> _rows = [];
    private long _last;

    public Task<FriendApplication?> FindAsync(int applicantId, int targetId, CancellationToken cancellation) =>
        Task.FromResult(_rows.TryGetValue((applicantId, targetId), out var found) ? found.Row : null);

    public Task<FriendApplication> SaveAsync(FriendApplication application, string remark, CancellationToken cancellation)
    {
        var row = application with { ApplicationId = ++_last, AtUnixMs = _last };
        _rows[(row.ApplicantId, row.TargetId)] = (row, remark);
        return Task.FromResult(row);
    }

    public Task AnswerAsync(FriendApplication application, CancellationToken cancellation)
    {
        Answer(application);
        return Task.CompletedTask;
    }

    public Task<string> RemarkAsync(int applicantId, int targetId, CancellationToken cancellation) =>
        Task.FromResult(_rows.TryGetValue((applicantId, targetId), out var found) ? found.Remark : "");

    public Task<ImmutableArray<FriendApplication>> ListAsync(int userId, CancellationToken cancellation) =>
        Task.FromResult(_rows.Values.Select(one => one.Row)
            .Where(row => row.ApplicantId == userId || row.TargetId == userId)
            .OrderByDescending(row => row.ApplicationId)
            .ToImmutableArray());

    /// <summary>As the log does it in its transaction.</summary>
    public void Answer(FriendApplication application)
    {
        var key = (application.ApplicantId, application.TargetId);
        _rows[key] = (application, _rows[key].Remark);
    }
}
