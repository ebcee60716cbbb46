using OrleansChat.Accounts;
using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>What a socket remembers of its user's profile, so that a message does not ask for it. Every member may be
/// used from any thread.</summary>
/// <remarks>Forgotten when the account says that it changed, and after half a minute at the latest: that word may be
/// lost, and a muted user must not speak for long.</remarks>
internal sealed class KnownProfile(int userId, IGrainFactory grains, GrainRetries retries, TimeProvider clock)
{
    private static readonly TimeSpan LongestUse = TimeSpan.FromSeconds(30);
    private volatile Memory? _memory;
    private int _version;

    /// <summary>The profile, and what of it is shown beside a message.</summary>
    public async ValueTask<Reply<Memory>> GetAsync(CancellationToken cancellation)
    {
        var version = Volatile.Read(ref _version);
        if (_memory is { } known && known.Version == version && clock.GetElapsedTime(known.AskedAt) < LongestUse)
        {
            return known;
        }

        var askedAt = clock.GetTimestamp();
        var profile = await retries.AskAsync(
            (User: grains.GetGrain<IUserGrain>(userId), cancellation),
            static call => call.User.GetProfileAsync(call.cancellation),
            GrainRetries.ForOthers,
            cancellation);
        if (!profile.Ok)
        {
            return profile.Error;
        }

        // What changed while it was asked for has another version: the next one asks again.
        var author = new Author(profile.Value!.Name, profile.Value.Avatar);
        return _memory = new Memory(profile.Value, author, version, askedAt);
    }

    /// <summary>The account has changed.</summary>
    public void Forget() => Interlocked.Increment(ref _version);

    /// <summary>One answer of the account.</summary>
    internal sealed record Memory(UserProfile Profile, Author Author, int Version, long AskedAt);
}
