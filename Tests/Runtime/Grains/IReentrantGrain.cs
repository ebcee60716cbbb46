namespace OrleansChat.Tests.Runtime.Grains;

/// <summary>Calls itself through others.</summary>
[Alias("test.reentrant")]
public interface IReentrantGrain : IGrainWithIntegerKey
{
    [Alias("bounce")]
    Task<int> BounceAsync(int times);

    [Alias("count")]
    Task<int> CountUnsafelyAsync(int yields);

    [Alias("total")]
    Task<int> TotalAsync();
}
