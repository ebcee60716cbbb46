using OrleansChat.Accounts;
using OrleansChat.Errors;

namespace OrleansChat.Friends;

/// <summary>Whether users exist, asked once each: accounts are not removed.</summary>
internal sealed class KnownUsers(IGrainFactory grains)
{
    private readonly HashSet<int> _known = [];
    private readonly Dictionary<int, Task<ChatError>> _asking = [];

    public bool Contains(int userId) => _known.Contains(userId);

    /// <summary>The question that is under way, or null. Who asks while it is goes on after those who asked
    /// before.</summary>
    public Task<ChatError>? Asking(int userId) => _asking.GetValueOrDefault(userId);

    /// <returns><see cref="ChatError.None"/>, or <see cref="ChatError.UserUnknown"/>.</returns>
    public Task<ChatError> AskAsync(int userId)
    {
        if (Asking(userId) is { } underWay)
        {
            return underWay;
        }

        var asking = AskOnceAsync(userId);
        if (!asking.IsCompleted)
        {
            _asking[userId] = asking;
        }

        return asking;
    }

    private async Task<ChatError> AskOnceAsync(int userId)
    {
        try
        {
            var profile = await grains.GetGrain<IUserGrain>(userId).GetProfileAsync(CancellationToken.None);
            if (profile.Ok)
            {
                _known.Add(userId);
            }

            return profile.Error;
        }
        finally
        {
            _asking.Remove(userId);
        }
    }
}
