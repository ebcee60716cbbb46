using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using OrleansChat.Errors;
using OrleansChat.Tests.Support;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.Tests.Gateway;

public sealed class GrainFaultsTests
{
    private readonly LogLines _log = new();

    public static TheoryData<Exception, ChatError> Faults() => new()
    {
        { new TimeoutException("slow"), ChatError.Unavailable },
        { new OperationCanceledException("gone"), ChatError.Unavailable },
        { new TaskCanceledException("gone"), ChatError.Unavailable },
        { new OrleansException("a node was lost"), ChatError.Unavailable },
        { new InvalidOperationException("a bug"), ChatError.Internal },
        { new InvalidDataException("a bug"), ChatError.Internal },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Every_guard_answers_what_a_fault_means(Exception fault, ChatError expected)
    {
        Assert.Equal(expected, (await GrainFaults.GuardAsync(() => Task.FromException<Reply<int>>(fault), _log)).Error);
        Assert.Equal(expected, await GrainFaults.GuardAsync(() => Task.FromException<ChatError>(fault), _log));
        Assert.Equal(expected, (await GrainFaults.GuardValueAsync(() => Task.FromException<int>(fault), _log)).Error);
    }

    [Fact]
    public async Task Answers_pass_the_guards_as_they_are()
    {
        Assert.Equal(7, (await GrainFaults.GuardAsync(() => Task.FromResult<Reply<int>>(7), _log)).Value);
        Assert.Equal(ChatError.NotFriends,
            (await GrainFaults.GuardAsync(() => Task.FromResult<Reply<int>>(ChatError.NotFriends), _log)).Error);
        Assert.Equal(ChatError.None, await GrainFaults.GuardAsync(() => Task.FromResult(ChatError.None), _log));
        Assert.Equal(8, (await GrainFaults.GuardValueAsync(() => Task.FromResult(8), _log)).Value);
        Assert.Empty(_log.Entries);
    }

    [Fact]
    public async Task A_call_that_throws_before_it_has_a_task_is_answered_too() => Assert.Equal(
        ChatError.Unavailable,
        (await GrainFaults.GuardValueAsync<int>(() => throw new TimeoutException(), _log)).Error);

    [Fact]
    public void A_bug_is_logged_with_its_exception_and_a_lost_node_by_its_name_alone()
    {
        var bug = new InvalidOperationException("a bug");
        GrainFaults.ErrorOf(bug, _log);
        GrainFaults.ErrorOf(new TimeoutException("slow"), _log);

        Assert.Equal([LogLevel.Error, LogLevel.Warning], _log.Entries.Select(entry => entry.Level));
        Assert.Same(bug, _log.Entries[0].Fault);
        Assert.Null(_log.Entries[1].Fault);
        Assert.Contains(nameof(TimeoutException), _log.Entries[1].Text, StringComparison.Ordinal);
    }
}
