namespace OrleansChat.Tests.Runtime.Grains;

/// <summary>Fails to begin, as often as its key says.</summary>
[Alias("test.fragile")]
public interface IFragileGrain : IGrainWithIntegerKey
{
    [Alias("ask")]
    Task<string> AskAsync();
}
