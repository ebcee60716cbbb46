namespace OrleansChat.Accounts;

/// <summary>Small growing numbers for users, rooms and the like.</summary>
/// <remarks>Keyed by what is numbered: <c>user</c>, <c>room</c>, <c>chat-row</c>. Blocks of 100 are stored before they are given out:
/// a crash leaves a gap, never a repetition.</remarks>
[Alias("id-generator")]
public interface IIdGeneratorGrain : IGrainWithStringKey
{
    /// <summary>The next number; the first is 1,001.</summary>
    /// <param name="cancellation">Stops the wait.</param>
    [Alias("next")]
    Task<long> NextAsync(CancellationToken cancellation);
}
