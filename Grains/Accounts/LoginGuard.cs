using OrleansChat.Errors;

namespace OrleansChat.Accounts;

/// <summary>Slows down guessing: after five failures the next tries wait, from one second doubling to a quarter of an
/// hour.</summary>
/// <remarks>Never permanent, and never for a session that is open. Source: security.md, lockout.</remarks>
internal sealed class LoginGuard(TimeProvider clock)
{
    private const int FreeFailures = 5;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private int _failures;
    private int _trying;
    private DateTimeOffset _closedUntil;

    /// <summary>Proves a credential, unless the caller has to wait.</summary>
    /// <remarks>Tries that are made at once count as failed until it is known what became of them.</remarks>
    /// <returns><see cref="ChatError.None"/>, <see cref="ChatError.WrongCredentials"/> or
    /// <see cref="ChatError.RateLimited"/>.</returns>
    public async Task<ChatError> TryAsync(Func<Task<bool>> fits)
    {
        if (clock.GetUtcNow() < _closedUntil || (_trying > 0 && _failures + _trying >= FreeFailures))
        {
            return ChatError.RateLimited;
        }

        var isRight = false;
        _trying++;
        try
        {
            isRight = await fits();
        }
        finally
        {
            _trying--;
            Count(isRight);
        }

        return isRight ? ChatError.None : ChatError.WrongCredentials;
    }

    private void Count(bool fits)
    {
        _failures = fits ? 0 : _failures + 1;
        if (_failures < FreeFailures)
        {
            return;
        }

        var seconds = Math.Min(Longest.TotalSeconds, Math.Pow(2, Math.Min(30, _failures - FreeFailures)));
        _closedUntil = clock.GetUtcNow() + TimeSpan.FromSeconds(seconds);
    }
}
