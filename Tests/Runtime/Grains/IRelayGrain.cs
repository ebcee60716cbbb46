namespace OrleansChat.Tests.Runtime.Grains;

/// <summary>Calls others, and is called by them.</summary>
[Alias("test.relay")]
public interface IRelayGrain : IGrainWithIntegerKey
{
    [Alias("bounce")]
    Task<int> BounceAsync(int times);

    [Alias("call-cycle"), ResponseTimeout("00:00:02")]
    Task<int> CycleAsync(long other);

    [Alias("back")]
    Task<int> BackAsync();

    [Alias("chain")]
    Task<int> ChainAsync(int length);

    [Alias("context")]
    Task<string> AmbientAsync(string? value);

    [Alias("call-many")]
    Task<int> CallManyAsync(long counter, int calls);

    [Alias("deactivate-other")]
    Task<string> AskFailureAsync(long counter);

    [Alias("same-context")]
    Task<bool> KeepsItsContextAsync(long counter);
}
