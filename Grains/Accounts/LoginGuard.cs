namespace OrleansChat.Accounts;

/// <summary>Slows down guessing: after five failures the next tries wait, from one second doubling to a quarter of an hour.</summary>
/// <remarks>Never permanent, and never for a session that is open. Source: security.md, lockout.</remarks>
internal sealed class LoginGuard(TimeProvider clock)
{
    private const int FreeFailures = 5;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private int _failures;
    private DateTimeOffset _closedUntil;

    public bool IsClosed => clock.GetUtcNow() < _closedUntil;

    public void Tried(bool fits)
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
