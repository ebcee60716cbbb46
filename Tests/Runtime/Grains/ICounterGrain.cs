using Orleans.Concurrency;

namespace OrleansChat.Tests.Runtime.Grains;

/// <summary>Counts, and tells what the runtime does to it.</summary>
[Alias("test.counter")]
public interface ICounterGrain : IGrainWithIntegerKey
{
    [Alias("add")]
    Task<int> AddAsync(int amount);

    [Alias("add-value")]
    ValueTask<int> AddValueAsync(int amount);

    [Alias("touch")]
    ValueTask TouchAsync();

    [Alias("fail")]
    Task FailAsync(string text);

    [Alias("fail-at-once")]
    Task<int> FailAtOnceAsync(string text);

    [Alias("fail-later")]
    Task<int> FailLaterAsync(string text);

    [Alias("activation")]
    Task<string> ActivationAsync();

    [Alias("leave")]
    Task LeaveAsync();

    [Alias("add-and-leave")]
    Task<int> AddAndLeaveAsync();

    [Alias("keep")]
    Task KeepAsync(TimeSpan span);

    [Alias("keys")]
    Task<string> KeyAsync();

    [Alias("send"), OneWay]
    Task SendAsync(int amount);

    [Alias("send-failure"), OneWay]
    Task SendFailureAsync();

    [Alias("send-and-wait")]
    Task SendAndWaitAsync(int item);
}
