using System.Collections.Immutable;

namespace OrleansChat.Friends;

/// <summary>Applications to users and rooms: one row for each kind, applicant and target.</summary>
public interface IApplicationStore
{
    /// <summary>The application of one user to another, or to a room; or null.</summary>
    Task<FriendApplication?> FindAsync(
        ApplicationKind kind, int applicantId, int targetId, CancellationToken cancellation);

    /// <summary>Inserts or replaces the row of (kind, applicant, target) and gives it a new number and time.</summary>
    /// <returns>The row as stored.</returns>
    Task<FriendApplication> SaveAsync(FriendApplication application, string remark, CancellationToken cancellation);

    /// <summary>The same wish by each of some applicants, each with a row of his own.</summary>
    /// <returns>The rows as stored.</returns>
    Task<ImmutableArray<FriendApplication>> SaveAsync(
        FriendApplication wish, ImmutableArray<int> applicants, CancellationToken cancellation);

    /// <summary>Stores the status of an application that is in the store.</summary>
    Task AnswerAsync(FriendApplication application, CancellationToken cancellation);

    /// <summary>What the applicant will call the target; empty when nothing was said.</summary>
    Task<string> RemarkAsync(int applicantId, int targetId, CancellationToken cancellation);

    /// <summary>Applications for friendship by or to a user, newest first, at most 1,000.</summary>
    Task<ImmutableArray<FriendApplication>> ListAsync(int userId, CancellationToken cancellation);

    /// <summary>See <see cref="Inbox.IInboxGrain.PageApplicationsAsync"/>.</summary>
    Task<ApplicationPage> PageAsync(int userId, long? startId, int count, CancellationToken cancellation);

    /// <summary>See <see cref="Inbox.IInboxGrain.CountWaitingAsync"/>.</summary>
    Task<int> CountWaitingAsync(int userId, CancellationToken cancellation);
}
