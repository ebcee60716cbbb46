namespace OrleansChat.WebFrontend.Protocols.Friend;

/// <summary>One socket of a user after the other is shown what waits for him, so that two that open at once do not both
/// get it.</summary>
internal sealed class BacklogTurns
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, Task> _lastByUser = [];

    /// <summary>Does the work when everybody's before it, for the same user, is done.</summary>
    public async Task RunAsync(int userId, Func<Task> work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task before;
        lock (_gate)
        {
            before = _lastByUser.GetValueOrDefault(userId, Task.CompletedTask);
            _lastByUser[userId] = done.Task;
        }

        await before;
        try
        {
            await work();
        }
        finally
        {
            lock (_gate)
            {
                if (_lastByUser[userId] == done.Task)
                {
                    _lastByUser.Remove(userId);
                }
            }

            done.SetResult();
        }
    }
}
