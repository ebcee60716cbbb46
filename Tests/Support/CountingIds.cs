using OrleansChat.Conversations;

namespace OrleansChat.Tests.Support;

/// <summary>Message ids 1,000, 2,000, 3,000, …; can be told to fail.</summary>
internal sealed class CountingIds : IMessageIds
{
    private long _last;

    public bool IsFailing { get; set; }

    public long Next(long after) => IsFailing
        ? throw new InvalidOperationException("No worker is leased.")
        : _last = Math.Max(_last, after) + 1_000;
}
