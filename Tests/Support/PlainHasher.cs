using OrleansChat.Accounts;

namespace OrleansChat.Tests.Support;

/// <summary>Verifiers that are no secret, and a count of what they cost.</summary>
internal sealed class PlainHasher : IPasswordHasher
{
    private TaskCompletionSource? _gate;
    private int _verified;

    public int Verified => _verified;

    public void Hold() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _gate?.SetResult();

    public Task<string> HashAsync(string password, CancellationToken cancellation) => Task.FromResult($"plain:{password}");

    public async Task<bool> VerifyAsync(string password, string verifier, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _verified);
        if (_gate is { } gate)
        {
            await gate.Task;
        }

        return verifier == $"plain:{password}";
    }
}
