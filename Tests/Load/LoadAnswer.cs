namespace OrleansChat.Tests.Load;

/// <summary>What a client heard of one try.</summary>
/// <param name="Id">The server's id when it was acknowledged.</param>
/// <param name="Code">The number of a refusal.</param>
internal sealed record LoadAnswer(long? Id, int? Code)
{
    /// <summary>The socket broke, or nobody answered in time: the message may be stored or not.</summary>
    public static LoadAnswer None { get; } = new(null, null);
}
