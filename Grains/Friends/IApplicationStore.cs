using System.Collections.Immutable;

namespace OrleansChat.Friends;

/// <summary>Friend applications: one row for each applicant and target.</summary>
public interface IApplicationStore
{
    /// <summary>The application of one user to another, or null.</summary>
    Task<FriendApplication?> FindAsync(int applicantId, int targetId, CancellationToken cancellation);

    /// <summary>Inserts or replaces the row of (applicant, target) and gives it a new number and time.</summary>
    /// <returns>The row as stored.</returns>
    Task<FriendApplication> SaveAsync(FriendApplication application, string remark, CancellationToken cancellation);

    /// <summary>Stores the status of an application that is in the store.</summary>
    Task AnswerAsync(FriendApplication application, CancellationToken cancellation);

    /// <summary>What the applicant will call the target; empty when nothing was said.</summary>
    Task<string> RemarkAsync(int applicantId, int targetId, CancellationToken cancellation);

    /// <summary>Applications by or to a user, newest first, at most 1,000.</summary>
    Task<ImmutableArray<FriendApplication>> ListAsync(int userId, CancellationToken cancellation);
}
