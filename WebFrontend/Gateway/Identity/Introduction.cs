namespace OrleansChat.WebFrontend.Gateway.Identity;

/// <summary>A socket that has yet to say who it is does so once, and not after its end.</summary>
internal sealed class Introduction(Seat seat)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _quiet;
    private bool _hasBegun;
    private bool _hasEnded;

    public Seat Seat { get; } = seat;

    /// <returns>False when the socket has come to its end.</returns>
    /// <exception cref="InvalidOperationException">It was called before.</exception>
    public bool TryBegin()
    {
        lock (_gate)
        {
            if (_hasBegun)
            {
                throw new InvalidOperationException("A socket says once who it is.");
            }

            _hasBegun = true;
            if (_hasEnded)
            {
                return false;
            }

            _quiet = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return true;
        }
    }

    public void Complete() => _quiet!.SetResult();

    /// <summary>Completes when no introduction is under way; from now on none begins.</summary>
    public Task EndAsync()
    {
        lock (_gate)
        {
            _hasEnded = true;
            return _quiet?.Task ?? Task.CompletedTask;
        }
    }
}
