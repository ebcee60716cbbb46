using Orleans.Concurrency;

namespace OrleansChat.Tests.Runtime.Grains;

/// <summary>Holds its requests at gates that the test opens, and says how many were in it at once.</summary>
[Alias("test.gate")]
public interface IGateGrain : IGrainWithIntegerKey
{
    [Alias("hold")]
    Task<string> HoldAsync(string gate);

    [Alias("read"), ReadOnly]
    Task<string> ReadAsync(string gate);

    [Alias("pass"), AlwaysInterleave]
    Task<string> PassAsync(string gate);

    [Alias("count")]
    Task<int> CountAsync();

    [Alias("hold-briefly"), ResponseTimeout("00:00:02")]
    Task<string> HoldBrieflyAsync(string gate);

    [Alias("hold-for-token")]
    Task<string> HoldWhileAsync(string gate, CancellationToken cancellation);

    [Alias("append")]
    Task AppendAsync(int item);

    [Alias("items")]
    Task<string> ItemsAsync();

    [Alias("spin")]
    Task<int> SpinAsync(int yields);
}
