using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Runtime;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Tests.Runtime;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.Tests.Gateway;

public sealed class GrainRetriesTests
{
    private readonly ManualClock _clock = new();
    private int _tries;

    private GrainRetries Retries => new(_clock, NullLogger<GrainRetries>.Instance);

    public static TheoryData<Exception> FaultsThatPass() =>
    [
        new TimeoutException("the node is gone"),
        new OrleansException("the message was rejected"),
        new OperationCanceledException("the silo stops"),
    ];

    public static TheoryData<Exception, ChatError> FaultsThatStay() => new()
    {
        { new LogUnavailableException("no database"), ChatError.Unavailable },
        { new OrleansException("no activation", new LogUnavailableException("no database")), ChatError.Unavailable },
        { new LimitExceededException("too many calls wait"), ChatError.Unavailable },
        { new InvalidOperationException("a bug"), ChatError.Internal },
    };

    [Theory]
    [MemberData(nameof(FaultsThatPass))]
    public async Task A_fault_that_passes_costs_the_caller_a_delay(Exception fault)
    {
        var reply = await AskAsync(() => _tries < 4 ? throw fault : 7);

        Assert.Equal(7, reply.Value);
        Assert.Equal(4, _tries);
    }

    [Fact]
    public async Task A_stale_activation_costs_the_caller_a_delay()
    {
        var reply = await AskAsync(() => _tries < 3 ? ChatError.AskAgain : 7);

        Assert.Equal(7, reply.Value);
        Assert.Equal(3, _tries);
    }

    [Theory]
    [MemberData(nameof(FaultsThatStay))]
    public async Task A_fault_that_stays_is_answered_at_once(Exception fault, ChatError expected)
    {
        var reply = await AskAsync(() => throw fault);

        Assert.Equal(expected, reply.Error);
        Assert.Equal(1, _tries);
    }

    [Fact]
    public async Task A_refusal_is_answered_at_once()
    {
        Assert.Equal(ChatError.NotMember, (await AskAsync(() => ChatError.NotMember)).Error);
        Assert.Equal(1, _tries);
    }

    [Fact]
    public async Task Nobody_is_asked_after_the_deadline()
    {
        var since = _clock.GetTimestamp();
        var reply = await AskAsync(() => ChatError.AskAgain);

        Assert.Equal(ChatError.Unavailable, reply.Error);
        Assert.InRange(_tries, 10, 40); // the pauses grow
        Assert.InRange(_clock.GetElapsedTime(since), TimeSpan.FromSeconds(20), GrainRetries.ForPosts);
    }

    [Fact]
    public async Task A_repetition_that_is_not_answered_ends_with_the_deadline()
    {
        var never = new TaskCompletionSource<Reply<int>>();
        var asking = Retries.AskAsync(
            this,
            test => test._tries++ == 0 ? Task.FromException<Reply<int>>(new TimeoutException()) : never.Task,
            GrainRetries.ForOthers,
            CancellationToken.None).AsTask();
        await PassTimeAsync(asking);

        Assert.Equal(ChatError.Unavailable, (await asking).Error);
        Assert.Equal(2, _tries);
    }

    [Fact]
    public async Task Nobody_is_asked_again_when_nobody_waits_for_the_answer()
    {
        using var socket = new CancellationTokenSource();
        var reply = await AskAsync(
            () =>
            {
                socket.Cancel();
                return ChatError.AskAgain;
            },
            socket.Token);

        Assert.Equal(ChatError.Unavailable, reply.Error);
        Assert.Equal(1, _tries);
    }

    [Fact]
    public async Task Errors_and_plain_values_are_asked_for_alike()
    {
        var error = Retries.AskAsync(
            this,
            test => Task.FromResult(test._tries++ == 0 ? ChatError.AskAgain : ChatError.Oneself),
            GrainRetries.ForOthers,
            CancellationToken.None).AsTask();
        await PassTimeAsync(error);
        var value = Retries.AskValueAsync(
            this,
            test => test._tries++ == 2 ? Task.FromException<long>(new TimeoutException()) : Task.FromResult(9L),
            GrainRetries.ForOthers,
            CancellationToken.None).AsTask();
        await PassTimeAsync(value);

        Assert.Equal(ChatError.Oneself, await error);
        Assert.Equal(9, (await value).Value);
        Assert.Equal(4, _tries);
    }

    private async Task<Reply<int>> AskAsync(Func<Reply<int>> answer, CancellationToken stop = default)
    {
        var asking = Retries.AskAsync(
            (Test: this, answer),
            static async one =>
            {
                one.Test._tries++;
                await Task.Yield();
                return one.answer();
            },
            GrainRetries.ForPosts,
            stop).AsTask();
        await PassTimeAsync(asking);
        return await asking;
    }

    private async Task PassTimeAsync(Task until)
    {
        while (!until.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.WhenAny(until, Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, CancellationToken.None));
        }
    }
}
