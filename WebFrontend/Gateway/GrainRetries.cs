using System.Runtime.CompilerServices;
using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>Makes calls again that may be made twice: a lost node or a stale activation costs the caller a delay, not
/// an error.</summary>
/// <remarks>
/// For idempotent calls alone: those that read, set, or carry a key of their own. Faults that pass
/// (<see cref="GrainFaults.MayPass"/>) and <see cref="ChatError.AskAgain"/> are tried again after growing pauses; all
/// others are answered at once. Pass what the call needs as <c>state</c> and a static lambda: a call that succeeds at
/// once allocates nothing here.
/// </remarks>
public sealed class GrainRetries(TimeProvider clock, ILogger<GrainRetries> logger)
{
    /// <summary>How long a post may take in all. A lost node is noticed, and its grains are back, within this
    /// time.</summary>
    public static readonly TimeSpan ForPosts = TimeSpan.FromSeconds(25);

    /// <summary>How long everything else may take in all: somebody looks at a screen.</summary>
    public static readonly TimeSpan ForOthers = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>A call that answers with a reply.</summary>
    /// <param name="state">What the call needs.</param>
    /// <param name="call">The call.</param>
    /// <param name="deadline">For all tries together.</param>
    /// <param name="stop">Nobody waits for the answer any longer.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Reply<T>> AskAsync<TState, T>(
        TState state, Func<TState, Task<Reply<T>>> call, TimeSpan deadline, CancellationToken stop)
    {
        var since = clock.GetTimestamp();
        for (var tries = 0; ; tries++)
        {
            try
            {
                // The runtime ends the first try; the others end when the time for all of them is up.
                var answer = call(state);
                var reply = await (tries == 0 ? answer : answer.WaitAsync(Left(since, deadline), clock, stop));
                if (reply.Error is not ChatError.AskAgain)
                {
                    return reply;
                }
            }
            catch (Exception fault) when (GrainFaults.MayPass(fault) && !stop.IsCancellationRequested)
            {
                GatewayLog.GrainAskedAgain(logger, fault);
            }
            catch (Exception fault)
            {
                return GrainFaults.ErrorOf(fault, logger);
            }

            if (!await PauseAsync(tries, since, deadline, stop))
            {
                GatewayLog.GrainGivenUp(logger, tries + 1);
                return ChatError.Unavailable;
            }
        }
    }

    /// <summary>A call that answers with an error or none.</summary>
    public async ValueTask<ChatError> AskAsync<TState>(
        TState state, Func<TState, Task<ChatError>> call, TimeSpan deadline, CancellationToken stop)
    {
        var reply = await AskAsync(
            (state, call),
            static async one => new Reply<bool>(true, await one.call(one.state)),
            deadline,
            stop);
        return reply.Error;
    }

    /// <summary>A call that answers with a plain value.</summary>
    public ValueTask<Reply<T>> AskValueAsync<TState, T>(
        TState state, Func<TState, Task<T>> call, TimeSpan deadline, CancellationToken stop) => AskAsync(
            (state, call),
            static async one => (Reply<T>)await one.call(one.state),
            deadline,
            stop);

    /// <returns>Whether there is time for another try.</returns>
    private async ValueTask<bool> PauseAsync(int tries, long since, TimeSpan deadline, CancellationToken stop)
    {
        var pause = tries < 6 ? FirstPause * (1 << tries) : LongestPause;
        if (Left(since, deadline) <= pause)
        {
            return false;
        }

        try
        {
            await Task.Delay(pause, clock, stop);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false; // nobody waits any longer
        }
    }

    private TimeSpan Left(long since, TimeSpan deadline) => deadline - clock.GetElapsedTime(since);
}
